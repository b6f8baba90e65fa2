// An ingest load: every connection sends numbered messages of BYTES bytes of text, at most WINDOW without an answer.
// One thread, epoll, at most one read and one write a readiness event.
//
// Usage: ingest-load [-m] [-w WARMUP] [-n MESSAGES] [-f FILE] PROTOCOL HOST PORT CONNECTIONS BYTES WINDOW SECONDS
// PROTOCOL is lines, redis, nats, mqtt or syslog: ingest-*.h say what is sent and what of the answers is checked. To syslog
// nothing answers: it is written as fast as TCP takes it, and what is waited for is that FILE holds all lines.
//
// It warms up for WARMUP seconds, waits for all answers, and then counts: what is sent in SECONDS, until the last answer
// is there. Neither phase sends more than MESSAGES. -m as in echo-load.
// Prints one line of JSON. Exit 0; 1 when a connection is refused or closed, an answer is an error, wrong or missing;
// 2 for bad usage.
#include "load.h"
#include "trips.h"
#include "lines.h"
#include "ingest.h"
#include "ingest-lines.h"
#include "ingest-redis.h"
#include "ingest-nats.h"
#include "ingest-mqtt.h"

#include <sys/epoll.h>

#define DRAIN_SECONDS 60
#define BUFFER_BYTES (256 * 1024)
#define TEXT_BYTES_MAX 65536
#define WINDOW_MAX 65536
#define PATTERN_BYTES_MAX (256L * 1024 * 1024)
#define PATTERN_MESSAGES 1021    // more than can be without an answer: a prime, so that connections differ
#define OWN_PATTERN_MESSAGES 13  // the same, and small where each connection has its own

enum mode { GREET, LOAD, DRAIN };

static const struct protocol *const protocols[] = {&lines, &redis, &nats, &mqtt, &syslog}, *protocol;
static int epoll;
static char *buffer;
static enum mode mode;
static uint64_t budget, granted; // messages; budget: how many more the mode may grant

static void text(char *to, long number, uint32_t *random) {
    for (long k = 0; k < text_bytes; k++) {
        *random ^= *random << 13, *random ^= *random >> 17, *random ^= *random << 5;
        to[k] = 'a' + *random % 26;
    }
    char head[TEXT_BYTES_MIN];
    int n = sprintf(head, "%s%08x", protocol->head, (unsigned)number);
    memcpy(to, head, n);
}

static void measure_units(void) {
    struct frame f;
    protocol->frame(&f, 0, 0);
    text_at = f.before_bytes;
    unit_bytes = text_at + text_bytes + f.after_bytes;
    message_count = (protocol->own_pattern ? OWN_PATTERN_MESSAGES : PATTERN_MESSAGES) + window;
    if (protocol->messages_max && message_count > protocol->messages_max) fail("WINDOW is too large");
    long patterns = protocol->own_pattern ? connection_count : 1;
    if (patterns * (message_count + window) * unit_bytes > PATTERN_BYTES_MAX) fail("WINDOW times BYTES is too large");
}

static char *make_pattern(int connection) {
    char *pattern = malloc((message_count + window) * unit_bytes); // what goes out at once is always contiguous
    if (!pattern) fail("out of memory");
    uint32_t random = 2463534242u;
    for (long i = 0; i < message_count; i++) {
        struct frame f;
        protocol->frame(&f, connection, i);
        char *unit = pattern + i * unit_bytes;
        memcpy(unit, f.before, text_at);
        text(unit + text_at, i, &random);
        memcpy(unit + text_at + text_bytes, f.after, f.after_bytes);
    }
    memcpy(pattern + message_count * unit_bytes, pattern, window * unit_bytes);
    return pattern;
}

// Connections send from one pattern where they can, each from another place: sending copies nothing, comparing is one
// memcmp, and a receipt that went to another connection shows.
static void connect_all(const char *host, const char *port) {
    char *shared = protocol->own_pattern ? NULL : make_pattern(0);
    for (int i = 0; i < connection_count; i++) {
        struct connection *c = &connections[i];
        c->first = i * 7L % message_count;
        c->granted_nanos = calloc(window, sizeof *c->granted_nanos);
        c->rest = malloc(text_bytes + ENVELOPE_BYTES_MAX);
        c->pattern = shared ? shared : make_pattern(i);
        if (!c->granted_nanos || !c->rest) fail("out of memory");
        c->fd = dial(host, port);
        if (c->fd < 0)
            fail("cannot connect to %s:%s: %s (connection %d of %d)", host, port,
                 errno == EINPROGRESS ? "no answer" : strerror(errno), i + 1, connection_count);
        if (protocol->greet) protocol->greet(c);
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
        if (epoll_ctl(epoll, EPOLL_CTL_ADD, c->fd, &event)) fail("epoll_ctl: %s", strerror(errno));
    }
}

static void watch_writing(struct connection *c, bool writing) {
    if (c->writing == writing) return;
    c->writing = writing;
    struct epoll_event event = {.events = writing ? EPOLLIN | EPOLLOUT : EPOLLIN, .data.ptr = c};
    if (epoll_ctl(epoll, EPOLL_CTL_MOD, c->fd, &event)) fail("epoll_ctl: %s", strerror(errno));
}

// Lets as many more messages go as the window has room for. A message's latency begins here.
static void grant(struct connection *c, uint64_t now) {
    uint64_t room = mode == GREET ? c->granted == 0 : mode == LOAD ? c->answered + window - c->granted : 0;
    if (room > budget) room = budget;
    for (uint64_t i = 0; i < room; i++) c->granted_nanos[(c->granted + i) % window] = now;
    c->granted += room;
    granted += room;
    budget -= room;
}

static void send_granted(struct connection *c, uint64_t now) {
    grant(c, now);
    uint64_t want = c->granted * unit_bytes - c->sent;
    if (want > 0) {
        uint64_t at = c->first * unit_bytes + c->sent;
        ssize_t n = send(c->fd, c->pattern + at % (message_count * unit_bytes), want, MSG_NOSIGNAL);
        if (n < 0 && errno != EAGAIN) fail_at(c, "send: %s", strerror(errno));
        if (n > 0) c->sent += n, want -= n;
    }
    if (!protocol->take) {
        answered += c->sent / unit_bytes - c->answered;
        c->answered = c->sent / unit_bytes;
    }
    watch_writing(c, want > 0 || (!protocol->take && mode == LOAD && budget > 0));
}

static uint64_t receive(struct connection *c) {
    memcpy(buffer, c->rest, c->rest_bytes);
    ssize_t n = recv(c->fd, buffer + c->rest_bytes, BUFFER_BYTES, 0);
    uint64_t now = nanos();
    if (n < 0 && errno == EAGAIN) return now;
    if (n < 0) fail_at(c, "receive: %s", strerror(errno));
    if (n == 0) fail_at(c, "closed by the server");
    if (!protocol->take) fail_at(c, "the server answered");
    const char *at = buffer, *end = buffer + c->rest_bytes + n;
    for (size_t taken = 1; at < end && taken > 0; at += taken)
        taken = protocol->take(c, at, end - at, now);
    c->rest_bytes = end - at;
    if (end - at > text_bytes + ENVELOPE_BYTES_MAX) fail_at(c, "an answer without end");
    memcpy(c->rest, at, c->rest_bytes);
    return now;
}

static bool finished(void) { return answered == granted && (mode != LOAD || budget == 0); }

// Runs until the time is up (LOAD) or everything that was granted has its answer.
static void run(enum mode next, double seconds) {
    mode = next;
    uint64_t now = nanos(), end = now + (uint64_t)(seconds * 1e9);
    for (int i = 0; i < connection_count; i++) send_granted(&connections[i], nanos());
    while (!finished() && (now = nanos()) < end) {
        struct epoll_event events[256];
        int n = epoll_wait(epoll, events, 256, (int)((end - now) / 1000000) + 1);
        for (int i = 0; i < n; i++) {
            struct connection *c = events[i].data.ptr;
            send_granted(c, events[i].events & ~EPOLLOUT ? receive(c) : nanos());
        }
    }
    if (mode != LOAD && !finished()) {
        fail_on_errors();
        fail("%ju messages got no answer in %g s", (uintmax_t)(granted - answered), seconds);
    }
}

static void load(double seconds, uint64_t messages, const char *file) {
    budget = messages;
    run(LOAD, seconds);
    budget = 0;
    run(DRAIN, DRAIN_SECONDS);
    if (file) wait_for_file(file, granted);
}

static int usage(void) {
    fprintf(stderr, "usage: ingest-load [-m] [-w WARMUP] [-n MESSAGES] [-f FILE]"
                    " lines|redis|nats|mqtt|syslog HOST PORT CONNECTIONS BYTES WINDOW SECONDS\n");
    return 2;
}

static bool understood(char **argument, const char *file) {
    for (size_t i = 0; i < sizeof protocols / sizeof *protocols; i++)
        if (!strcmp(argument[0], protocols[i]->name)) protocol = protocols[i];
    connection_count = atoi(argument[3]), text_bytes = atol(argument[4]), window = atoi(argument[5]);
    return protocol && connection_count > 0 && window > 0 && window <= WINDOW_MAX && !protocol->take == !!file
        && text_bytes >= TEXT_BYTES_MIN && text_bytes <= TEXT_BYTES_MAX && atof(argument[6]) > 0;
}

int main(int argc, char **argv) {
    bool marks = false;
    double warmup = 1;
    const char *file = NULL;
    uint64_t messages = 5000000;
    for (int option; (option = getopt(argc, argv, "+mw:n:f:")) != -1;) {
        if (option == 'm') marks = true;
        else if (option == 'w') warmup = atof(optarg);
        else if (option == 'n') messages = strtoull(optarg, NULL, 10);
        else if (option == 'f') file = optarg;
        else return usage();
    }
    char **argument = argv + optind;
    if (argc - optind != 7 || messages == 0 || !understood(argument, file)) return usage();
    measure_units();
    epoll = epoll_create1(EPOLL_CLOEXEC);
    connections = calloc(connection_count, sizeof *connections);
    buffer = malloc(BUFFER_BYTES + TEXT_BYTES_MAX + ENVELOPE_BYTES_MAX);
    if (!connections || !buffer) fail("out of memory");
    connect_all(argument[1], argument[2]);
    budget = connection_count;
    run(GREET, GREET_SECONDS);
    if (file) wait_for_file(file, granted);
    load(warmup, messages, file);
    if (marks) mark("start");
    counting = true;
    double cpu = cpu_seconds();
    uint64_t start = nanos(), before = granted;
    load(atof(argument[6]), messages, file);
    double elapsed = (nanos() - start) / 1e9, busy = (cpu_seconds() - cpu) / elapsed;
    uint64_t counted = granted - before;
    if (marks) mark("end");
    fail_on_errors();
    if (file && lines_in(file) != granted)
        fail("%s holds %ju lines, %ju were sent", file, (uintmax_t)lines_in(file), (uintmax_t)granted);
    printf("{\"messages\":%ju,\"seconds\":%.4f,\"rate\":%.1f,", (uintmax_t)counted, elapsed, counted / elapsed);
    if (file) printf("\"p50_us\":null,\"p99_us\":null,");
    else printf("\"p50_us\":%.1f,\"p99_us\":%.1f,", percentile_micros(0.50), percentile_micros(0.99));
    printf("\"busy\":%.3f}\n", busy);
}
