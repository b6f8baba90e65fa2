// An ingest load: every connection sends numbered messages of BYTES bytes of text, at most WINDOW without an answer.
// One thread, epoll, at most one read and one write a readiness event.
//
// Usage: ingest-load [-m] [-w WARMUP] [-n MESSAGES] [-f FILE] PROTOCOL HOST PORT CONNECTIONS BYTES WINDOW SECONDS
// lines   the text and LF; the receipt is `[TIME #OFFSET] ` and the text again, which is compared
// redis   XADD to one stream; the answer is the entry's id
// syslog  the text, which begins as RFC 3164 has it, and LF. Nothing answers: it is written as fast as TCP takes it,
//         and what is waited for is that FILE holds all lines
//
// It warms up for WARMUP seconds, waits for all answers, and then counts: what is sent in SECONDS, until the last answer
// is there. Neither phase sends more than MESSAGES. -m as in echo-load.
// Prints one line of JSON. Exit 0; 1 when a connection is refused or closed, an answer is an error, wrong or missing;
// 2 for bad usage.
#include "load.h"
#include "trips.h"
#include "lines.h"

#include <sys/epoll.h>

#define GREET_SECONDS 30
#define DRAIN_SECONDS 60
#define BUFFER_BYTES (256 * 1024)
#define ENVELOPE_BYTES_MAX 128 // of a message or an answer, without the text
#define TEXT_BYTES_MIN 48 // holds what a text begins with
#define TEXT_BYTES_MAX 65536
#define WINDOW_MAX 65536
#define PATTERN_BYTES_MAX (256L * 1024 * 1024)

enum protocol { LINES, REDIS, SYSLOG };
enum mode { GREET, LOAD, DRAIN };

struct connection {
    int fd;
    bool writing;               // the socket's buffer was full, the rest goes out when epoll says so
    uint64_t granted, answered; // messages: may be sent; have their answer, or without answers: are sent
    uint64_t sent;              // bytes
    long first;                 // where in the pattern its first message is
    uint64_t *granted_nanos;    // of the messages without an answer: message number modulo window
    char *rest;                 // the beginning of an answer that was not read whole
    size_t rest_bytes;
};

static const char *const names[] = {"lines", "redis", "syslog"};
static struct connection *connections;
static int connection_count, window, epoll;
static enum protocol protocol;
static long text_bytes, text_at, unit_bytes, message_count; // a unit is a message as it is sent, the text at text_at
static char *pattern, *buffer, first_error[ENVELOPE_BYTES_MAX];
static enum mode mode;
static bool counting;
static uint64_t budget, granted, answered, errors; // messages; budget: how many more the mode may grant

static void fail_on_errors(void) {
    if (errors) fail("%ju messages got an error, the first: %s", (uintmax_t)errors, first_error);
}

// Errors that the server answered come first: they may be why the connection broke.
static void fail_at(const struct connection *c, const char *format, ...) {
    char what[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    fail_on_errors();
    fail("connection %td: %s", c - connections, what);
}

static void text(char *to, long number, uint32_t *random) {
    for (long k = 0; k < text_bytes; k++) {
        *random ^= *random << 13, *random ^= *random >> 17, *random ^= *random << 5;
        to[k] = 'a' + *random % 26;
    }
    char head[TEXT_BYTES_MIN];
    int n = sprintf(head, "%s%08x", protocol == SYSLOG ? "<13>Nov 21 12:00:00 localhost load: " : "", (unsigned)number);
    memcpy(to, head, n);
}

// All connections send from this one pattern, each from another place: sending copies nothing, comparing is one memcmp,
// and a receipt that went to another connection shows.
static void make_pattern(void) {
    char before[ENVELOPE_BYTES_MAX] = "";
    const char *after = protocol == REDIS ? "\r\n" : "\n";
    if (protocol == REDIS)
        sprintf(before, "*5\r\n$4\r\nXADD\r\n$1\r\ns\r\n$1\r\n*\r\n$1\r\nm\r\n$%ld\r\n", text_bytes);
    text_at = strlen(before);
    unit_bytes = text_at + text_bytes + strlen(after);
    message_count = 1021 + window; // more than can be without an answer
    long total = message_count + window; // what goes out at once is always contiguous
    if (total * unit_bytes > PATTERN_BYTES_MAX) fail("WINDOW times BYTES is too large");
    if (!(pattern = malloc(total * unit_bytes + 1))) fail("out of memory");
    uint32_t random = 2463534242u;
    for (long i = 0; i < message_count; i++) {
        char *unit = pattern + i * unit_bytes;
        memcpy(unit, before, text_at);
        text(unit + text_at, i, &random);
        strcpy(unit + text_at + text_bytes, after);
    }
    memcpy(pattern + message_count * unit_bytes, pattern, window * unit_bytes);
}

static const char *expected(const struct connection *c) {
    return pattern + (c->first + c->answered) % message_count * unit_bytes + text_at;
}

static void connect_all(const char *host, const char *port) {
    for (int i = 0; i < connection_count; i++) {
        struct connection *c = &connections[i];
        c->first = i * 7L % message_count;
        c->granted_nanos = calloc(window, sizeof *c->granted_nanos);
        c->rest = malloc(TEXT_BYTES_MAX + ENVELOPE_BYTES_MAX);
        if (!c->granted_nanos || !c->rest) fail("out of memory");
        c->fd = dial(host, port);
        if (c->fd < 0)
            fail("cannot connect to %s:%s: %s (connection %d of %d)", host, port,
                 errno == EINPROGRESS ? "no answer" : strerror(errno), i + 1, connection_count);
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
        ssize_t n = send(c->fd, pattern + at % (message_count * unit_bytes), want, MSG_NOSIGNAL);
        if (n < 0 && errno != EAGAIN) fail_at(c, "send: %s", strerror(errno));
        if (n > 0) c->sent += n, want -= n;
    }
    if (protocol == SYSLOG) {
        answered += c->sent / unit_bytes - c->answered;
        c->answered = c->sent / unit_bytes;
    }
    watch_writing(c, want > 0 || (protocol == SYSLOG && mode == LOAD && budget > 0));
}

static void is_answered(struct connection *c, uint64_t now) {
    if ((c->answered + 1) * unit_bytes > c->sent) fail_at(c, "an answer too many");
    if (counting) record(now - c->granted_nanos[c->answered % window]);
    c->answered++;
    answered++;
}

static void is_error(struct connection *c, const char *line, size_t bytes, uint64_t now) {
    if (!errors++) snprintf(first_error, sizeof first_error, "%.*s", (int)bytes, line);
    is_answered(c, now);
}

// Both return the bytes of the answer at the start of these bytes, 0 when it is not there whole.
static size_t take_receipt(struct connection *c, const char *at, size_t bytes, uint64_t now) {
    const char *bracket = *at == '[' ? memchr(at, ']', bytes < ENVELOPE_BYTES_MAX ? bytes : ENVELOPE_BYTES_MAX) : NULL;
    size_t head = bracket ? bracket + 2 - at : 0, whole = head + text_bytes + 1;
    if (bracket && whole > bytes) return 0;
    if (bracket && bracket[1] == ' ' && !memcmp(at + head, expected(c), text_bytes + 1)) {
        is_answered(c, now);
        return whole;
    }
    const char *end = memchr(at, '\n', bytes);
    if (!end) return 0;
    if (*at == '!') is_error(c, at, end - at, now);
    else fail_at(c, "wrong receipt for message %ju: %.*s", (uintmax_t)c->answered, (int)(end - at), at);
    return end + 1 - at;
}

static size_t take_id(struct connection *c, const char *at, size_t bytes, uint64_t now) {
    const char *end = memchr(at, '\n', bytes);
    if (!end) return 0;
    if (*at == '-') is_error(c, at, end - 1 - at, now);
    else if (*at == '$') {
        long id_bytes = strtol(at + 1, NULL, 10);
        if (id_bytes < 1 || id_bytes > ENVELOPE_BYTES_MAX) fail("an id of %ld bytes", id_bytes);
        if (end + 1 + id_bytes + 2 > at + bytes) return 0;
        is_answered(c, now);
        end += id_bytes + 2;
    } else fail_at(c, "neither id nor error: %.*s", (int)(end - at), at);
    return end + 1 - at;
}

static uint64_t receive(struct connection *c) {
    memcpy(buffer, c->rest, c->rest_bytes);
    ssize_t n = recv(c->fd, buffer + c->rest_bytes, BUFFER_BYTES, 0);
    uint64_t now = nanos();
    if (n < 0 && errno == EAGAIN) return now;
    if (n < 0) fail_at(c, "receive: %s", strerror(errno));
    if (n == 0) fail_at(c, "closed by the server");
    if (protocol == SYSLOG) fail_at(c, "the server answered");
    const char *at = buffer, *end = buffer + c->rest_bytes + n;
    for (size_t taken = 1; at < end && taken > 0; at += taken)
        taken = (protocol == LINES ? take_receipt : take_id)(c, at, end - at, now);
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
                    " lines|redis|syslog HOST PORT CONNECTIONS BYTES WINDOW SECONDS\n");
    return 2;
}

static bool understood(char **argument, const char *file) {
    while (protocol < 3 && strcmp(argument[0], names[protocol])) protocol++;
    connection_count = atoi(argument[3]), text_bytes = atol(argument[4]), window = atoi(argument[5]);
    return protocol < 3 && connection_count > 0 && window > 0 && window <= WINDOW_MAX && (protocol == SYSLOG) == !!file
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
    make_pattern();
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
