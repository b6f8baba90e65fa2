// A fan-out load: one connection publishes numbered messages of BYTES bytes of text, SUBSCRIBERS others get each of them.
// At most WINDOW messages are on the way to the slowest subscriber, so that none is ever left behind. One thread, epoll,
// at most one read and one write a readiness event.
//
// Usage: fanout-load [-m] [-w WARMUP] PROTOCOL HOST PORT SUBSCRIBERS BYTES WINDOW SECONDS
// lines   subscribers say /listen main; the publisher takes its receipts besides, and counts them
// nats    plain PUB and SUB, not verbose
//
// It warms up for WARMUP seconds, waits for all deliveries, and then counts: what is published in SECONDS, until the last
// delivery is there. Each delivery's number is compared with the one that has to be next. -m as in echo-load.
// Prints one line of JSON, in which a message is a delivery. Exit 0; 1 when a connection is refused or closed, a delivery
// wrong or missing; 2 for bad usage.
#include "load.h"
#include "trips.h"

#include <sys/epoll.h>

#define GREET_SECONDS 30
#define DRAIN_SECONDS 60
#define BUFFER_BYTES (256 * 1024)
#define ENVELOPE_BYTES_MAX 256 // of a message or a delivery, without the text
#define NUMBER_BYTES 8
#define TEXT_BYTES_MAX 65536
#define WINDOW_MAX 65536

enum protocol { LINES, NATS };

struct connection {
    int fd;
    uint64_t taken; // deliveries; for the publisher, receipts
    bool greeted;
    char *rest;     // the beginning of something that was not read whole
    size_t rest_bytes;
};

static const char *const names[] = {"lines", "nats"};
static enum protocol protocol;
static struct connection publisher, *subscribers;
static int subscriber_count, window, epoll;
static long text_bytes, unit_bytes, message_count; // a unit is a message as it is sent
static char *pattern, *buffer;
static uint64_t published, sent_bytes, delivered, published_nanos[WINDOW_MAX];
static bool publishing, writing, counting;

static void make_pattern(void) {
    char before[ENVELOPE_BYTES_MAX] = "";
    if (protocol == NATS) sprintf(before, "PUB main %ld\r\n", text_bytes);
    const char *after = protocol == NATS ? "\r\n" : "\n";
    long head = strlen(before);
    unit_bytes = head + text_bytes + strlen(after);
    message_count = 1021 + window; // more than can be on the way
    if (!(pattern = malloc((message_count + window) * unit_bytes + 1))) fail("out of memory");
    uint32_t random = 2463534242u;
    for (long i = 0; i < message_count; i++) {
        char *unit = pattern + i * unit_bytes, number[NUMBER_BYTES + 1];
        memcpy(unit, before, head);
        for (long k = 0; k < text_bytes; k++) {
            random ^= random << 13, random ^= random >> 17, random ^= random << 5;
            unit[head + k] = 'a' + random % 26;
        }
        sprintf(number, "%08x", (unsigned)i);
        memcpy(unit + head, number, NUMBER_BYTES);
        strcpy(unit + head + text_bytes, after);
    }
    memcpy(pattern + message_count * unit_bytes, pattern, window * unit_bytes); // what goes out at once is contiguous
}

static bool is_publisher(const struct connection *c) { return c == &publisher; }

static void fail_at(const struct connection *c, const char *what) {
    if (is_publisher(c)) fail("the publisher: %s", what);
    fail("subscriber %td, message %ju: %s", c - subscribers, (uintmax_t)c->taken, what);
}

static void say(struct connection *c, const char *words) {
    ssize_t bytes = strlen(words);
    if (send(c->fd, words, bytes, MSG_NOSIGNAL) != bytes) fail_at(c, "it does not take what is said to it");
}

static void open_connection(struct connection *c, const char *host, const char *port) {
    c->fd = dial(host, port);
    if (c->fd < 0) fail("cannot connect to %s:%s: %s", host, port, errno == EINPROGRESS ? "no answer" : strerror(errno));
    c->rest = malloc(TEXT_BYTES_MAX + ENVELOPE_BYTES_MAX);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
    if (!c->rest || epoll_ctl(epoll, EPOLL_CTL_ADD, c->fd, &event)) fail("cannot watch a connection");
    if (protocol == LINES && is_publisher(c)) c->greeted = true;
    else if (protocol == LINES) say(c, "/listen main\n");
    else {
        say(c, "CONNECT {\"verbose\":false,\"pedantic\":false}\r\n");
        say(c, is_publisher(c) ? "PING\r\n" : "SUB main 1\r\nPING\r\n");
    }
}

// A line that is no message. `bytes` without its LF.
static void control(struct connection *c, const char *line, size_t bytes) {
    if (protocol == LINES && *line == '[' && is_publisher(c)) c->taken++;
    else if (protocol == LINES && !strncmp(line, "* listening", 11) && !c->greeted) c->greeted = true;
    else if (protocol == NATS && !strncmp(line, "PONG", 4)) c->greeted = true;
    else if (protocol == NATS && !strncmp(line, "PING", 4)) say(c, "PONG\r\n");
    else if (protocol == LINES || strncmp(line, "INFO", 4)) {
        char what[ENVELOPE_BYTES_MAX];
        snprintf(what, sizeof what, "unexpected: %.*s", (int)bytes, line);
        fail_at(c, what);
    }
}

static void take_delivery(struct connection *c, const char *text, uint64_t now) {
    char number[NUMBER_BYTES + 1];
    const char *expected = pattern + c->taken % message_count * unit_bytes + unit_bytes - text_bytes;
    expected -= protocol == NATS ? 2 : 1;
    if (c->taken >= published || memcmp(text, expected, NUMBER_BYTES)) {
        snprintf(number, sizeof number, "%.8s", text);
        fail("subscriber %td got number %s where message %ju is due", c - subscribers, number, (uintmax_t)c->taken);
    }
    if (counting && c == subscribers) record(now - published_nanos[c->taken % window]);
    c->taken++;
    delivered++;
}

// The bytes of what begins here, 0 when it is not there whole.
static size_t take(struct connection *c, const char *at, size_t bytes, uint64_t now) {
    bool delivery = *at == (protocol == LINES ? '<' : 'M') && !is_publisher(c);
    const char *end = memchr(at, delivery && protocol == LINES ? '>' : '\n', bytes);
    if (!end) return 0;
    if (!delivery) {
        control(c, at, end - at);
        return end + 1 - at;
    }
    const char *text = end + (protocol == LINES ? 2 : 1);
    size_t whole = text - at + text_bytes + (protocol == LINES ? 1 : 2);
    if (whole > bytes) return 0;
    if (at[whole - 1] != '\n') fail_at(c, "a delivery of another length");
    take_delivery(c, text, now);
    return whole;
}

static void receive(struct connection *c) {
    memcpy(buffer, c->rest, c->rest_bytes);
    ssize_t n = recv(c->fd, buffer + c->rest_bytes, BUFFER_BYTES, 0);
    if (n < 0 && errno == EAGAIN) return;
    if (n < 0) fail_at(c, strerror(errno));
    if (n == 0) fail_at(c, "closed by the server");
    uint64_t now = nanos();
    const char *at = buffer, *end = buffer + c->rest_bytes + n;
    for (size_t taken = 1; at < end && taken > 0; at += taken) taken = take(c, at, end - at, now);
    c->rest_bytes = end - at;
    if (end - at > TEXT_BYTES_MAX) fail_at(c, "something without end");
    memcpy(c->rest, at, c->rest_bytes);
}

static uint64_t slowest(void) {
    uint64_t least = UINT64_MAX;
    for (int i = 0; i < subscriber_count; i++)
        if (subscribers[i].taken < least) least = subscribers[i].taken;
    return least;
}

static void publish(void) {
    uint64_t now = nanos(), end = publishing ? slowest() + window : published;
    for (; published < end; published++) published_nanos[published % window] = now;
    uint64_t want = published * unit_bytes - sent_bytes;
    if (want > 0) {
        ssize_t n = send(publisher.fd, pattern + sent_bytes % (message_count * unit_bytes), want, MSG_NOSIGNAL);
        if (n < 0 && errno != EAGAIN) fail_at(&publisher, strerror(errno));
        if (n > 0) sent_bytes += n, want -= n;
    }
    if (writing == (want > 0)) return;
    writing = want > 0;
    struct epoll_event event = {.events = writing ? EPOLLIN | EPOLLOUT : EPOLLIN, .data.ptr = &publisher};
    if (epoll_ctl(epoll, EPOLL_CTL_MOD, publisher.fd, &event)) fail("epoll_ctl: %s", strerror(errno));
}

static bool all_greeted(void) {
    for (int i = 0; i < subscriber_count; i++)
        if (!subscribers[i].greeted) return false;
    return publisher.greeted;
}

static bool all_delivered(void) {
    return delivered == published * subscriber_count && (protocol == NATS || publisher.taken == published);
}

static bool never(void) { return false; }

static bool run(bool (*finished)(void), double seconds) {
    uint64_t now, end = nanos() + (uint64_t)(seconds * 1e9);
    for (publish(); !finished() && (now = nanos()) < end; publish()) {
        struct epoll_event events[256];
        int n = epoll_wait(epoll, events, 256, (int)((end - now) / 1000000) + 1);
        for (int i = 0; i < n; i++)
            if (events[i].events & ~EPOLLOUT) receive(events[i].data.ptr);
    }
    return finished();
}

static void load(double seconds) {
    publishing = true;
    run(never, seconds);
    publishing = false;
    if (!run(all_delivered, DRAIN_SECONDS))
        fail("%ju deliveries are missing, and %ju receipts", (uintmax_t)(published * subscriber_count - delivered),
             (uintmax_t)(protocol == LINES ? published - publisher.taken : 0));
}

static int usage(void) {
    fprintf(stderr, "usage: fanout-load [-m] [-w WARMUP] lines|nats HOST PORT SUBSCRIBERS BYTES WINDOW SECONDS\n");
    return 2;
}

static bool understood(char **argument) {
    while (protocol < 2 && strcmp(argument[0], names[protocol])) protocol++;
    subscriber_count = atoi(argument[3]), text_bytes = atol(argument[4]), window = atoi(argument[5]);
    return protocol < 2 && subscriber_count > 0 && window > 0 && window <= WINDOW_MAX && text_bytes >= NUMBER_BYTES
        && text_bytes <= TEXT_BYTES_MAX - ENVELOPE_BYTES_MAX && atof(argument[6]) > 0;
}

int main(int argc, char **argv) {
    bool marks = false;
    double warmup = 1;
    for (int option; (option = getopt(argc, argv, "+mw:")) != -1;) {
        if (option == 'm') marks = true;
        else if (option == 'w') warmup = atof(optarg);
        else return usage();
    }
    char **argument = argv + optind;
    if (argc - optind != 7 || !understood(argument)) return usage();
    make_pattern();
    epoll = epoll_create1(EPOLL_CLOEXEC);
    subscribers = calloc(subscriber_count, sizeof *subscribers);
    buffer = malloc(BUFFER_BYTES + TEXT_BYTES_MAX + ENVELOPE_BYTES_MAX);
    if (!subscribers || !buffer) fail("out of memory");
    for (int i = 0; i < subscriber_count; i++) open_connection(&subscribers[i], argument[1], argument[2]);
    open_connection(&publisher, argument[1], argument[2]);
    if (!run(all_greeted, GREET_SECONDS)) fail("not every subscriber was let in");
    load(warmup);
    if (marks) mark("start");
    counting = true;
    double cpu = cpu_seconds();
    uint64_t start = nanos(), before = delivered;
    load(atof(argument[6]));
    double elapsed = (nanos() - start) / 1e9, busy = (cpu_seconds() - cpu) / elapsed;
    if (marks) mark("end");
    uint64_t counted = delivered - before;
    printf("{\"messages\":%ju,\"seconds\":%.4f,\"rate\":%.1f,", (uintmax_t)counted, elapsed, counted / elapsed);
    printf("\"p50_us\":%.1f,\"p99_us\":%.1f,\"busy\":%.3f}\n", percentile_micros(0.50), percentile_micros(0.99), busy);
}
