// An echo load: every active connection keeps DEPTH messages of BYTES bytes on the way, and every byte that comes
// back is compared with what was sent. One thread, epoll, at most one read and one write a readiness event.
//
// Usage: echo-load [-m] [-s] [-w WARMUP] HOST PORT CONNECTIONS BYTES DEPTH SECONDS [ACTIVE]
// Prints one line of JSON. Exit 0; 1 when a connection is refused or closed, a reply wrong or missing; 2 for bad usage.
// -m  writes `start` and `end` on stderr around the counted time and after each waits for a line on stdin, so that
//     the caller can read the server's CPU time while nothing is sent and all connections still stand.
// -s  before every reply there has to be a stamp: C's `ctime` text in brackets and a space, local time, at most
//     STAMP_SECONDS_MAX away from ours.
#include "load.h"
#include "trips.h"
#include "stamp.h"

#include <sys/epoll.h>

#define GREET_SECONDS 300 // a server that starts a process for each connection takes its time
#define DRAIN_SECONDS 10
#define BUFFER_BYTES (256 * 1024)
#define PATTERN_BYTES_MAX (256L * 1024 * 1024)

enum mode { GREET, LOAD, DRAIN };

struct connection {
    int fd;
    bool active, writing;      // writing: the socket's buffer was full, the rest goes out when epoll says so
    uint64_t sent, received;   // bytes
    long send_at, receive_at;  // the same as positions in the pattern
    char stamp[STAMP_BYTES];   // of the reply that comes
    int stamp_bytes;           // of it that are there
    uint64_t sample_end, sample_nanos;  // one message's round trip is timed at a time; 0 = none
};

static struct connection *connections;
static int connection_count, active_count, depth, epoll;
static long message_bytes, period; // period: bytes after which the pattern repeats
static char *pattern, buffer[BUFFER_BYTES];
static enum mode mode;
static bool stamped;
static uint64_t replies, unanswered_bytes, writers, sample_from = UINT64_MAX; // writers: connections that are writing

// Numbered lines of text, so that a server that works by lines can echo them too. All connections send from this one
// pattern, each from another place: sending copies nothing, checking is one memcmp, and a swapped reply shows.
static void make_pattern(void) {
    long messages = 1021 + depth; // more than can be on the way
    period = messages * message_bytes;
    long total = period + depth * message_bytes; // what is on the way is always contiguous
    if (total > PATTERN_BYTES_MAX) fail("DEPTH times BYTES is too large");
    if (!(pattern = malloc(total + 16))) fail("out of memory");
    uint32_t random = 2463534242u;
    for (long i = 0; i < messages; i++) {
        char *message = pattern + i * message_bytes;
        for (long k = 0; k < message_bytes; k++) {
            random ^= random << 13, random ^= random >> 17, random ^= random << 5;
            message[k] = 'a' + random % 26;
        }
        char number[16];
        if (message_bytes >= 10) memcpy(message, number, sprintf(number, "%08lx", i));
        if (message_bytes >= 2) message[message_bytes - 1] = '\n';
    }
    for (long k = period; k < total; k++) pattern[k] = pattern[k - period];
}

static void connect_all(const char *host, const char *port) {
    for (int i = 0; i < connection_count; i++) {
        struct connection *c = &connections[i];
        c->active = i < active_count;
        c->send_at = c->receive_at = i * 7L * message_bytes % period;
        c->fd = dial(host, port);
        if (c->fd < 0)
            fail("cannot connect to %s:%s: %s (connection %d of %d)", host, port,
                 errno == EINPROGRESS ? "no answer" : strerror(errno), i + 1, connection_count);
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
        if (epoll_ctl(epoll, EPOLL_CTL_ADD, c->fd, &event)) fail("epoll_ctl: %s", strerror(errno));
    }
}

// How many bytes this connection may have sent in all, as things stand.
static uint64_t allowed(const struct connection *c) {
    if (mode == GREET) return message_bytes;
    if (mode == LOAD && c->active) return (c->received / message_bytes + depth) * message_bytes;
    return (c->sent + message_bytes - 1) / message_bytes * message_bytes; // finish a message that is half out
}

static void watch_writing(struct connection *c, bool writing) {
    if (c->writing == writing) return;
    c->writing = writing;
    writers += writing ? 1 : -1;
    struct epoll_event event = {.events = writing ? EPOLLIN | EPOLLOUT : EPOLLIN, .data.ptr = c};
    if (epoll_ctl(epoll, EPOLL_CTL_MOD, c->fd, &event)) fail("epoll_ctl: %s", strerror(errno));
}

static void send_allowed(struct connection *c, uint64_t now) {
    uint64_t want = allowed(c) - c->sent;
    if (want == 0) return watch_writing(c, false);
    if (!c->sample_end && c->sent % message_bytes == 0) {
        c->sample_end = c->sent + message_bytes;
        c->sample_nanos = now;
    }
    ssize_t n = send(c->fd, pattern + c->send_at, want, MSG_NOSIGNAL);
    if (n < 0 && errno != EAGAIN) fail("connection %td: send: %s", c - connections, strerror(errno));
    if (n > 0) {
        c->sent += n;
        unanswered_bytes += n;
        if ((c->send_at += n) >= period) c->send_at -= period;
    }
    watch_writing(c, n < (ssize_t)want);
}

static void take_echo(struct connection *c, const char *at, long n) {
    uint64_t before = c->received / message_bytes;
    if (c->received + n > c->sent || memcmp(at, pattern + c->receive_at, n))
        fail("connection %td: wrong reply in the %ld bytes from message %ju on", c - connections, n, (uintmax_t)before);
    c->received += n;
    unanswered_bytes -= n;
    if ((c->receive_at += n) >= period) c->receive_at -= period;
    replies += c->received / message_bytes - before;
}

static void take_stamped(struct connection *c, const char *at, long n) {
    while (n > 0) {
        long left = STAMP_BYTES - c->stamp_bytes, part = left > 0 ? left : message_bytes - (long)(c->received % message_bytes);
        if (part > n) part = n;
        if (left > 0) {
            memcpy(c->stamp + c->stamp_bytes, at, part);
            if ((c->stamp_bytes += part) == STAMP_BYTES && !good_stamp(c->stamp))
                fail("connection %td: no stamp of now: %.*s", c - connections, STAMP_BYTES, c->stamp);
        } else {
            take_echo(c, at, part);
            if (c->received % message_bytes == 0) c->stamp_bytes = 0;
        }
        at += part, n -= part;
    }
}

static uint64_t receive(struct connection *c) {
    ssize_t n = recv(c->fd, buffer, sizeof buffer, 0);
    if (n < 0 && errno == EAGAIN) return nanos();
    if (n < 0) fail("connection %td: receive: %s", c - connections, strerror(errno));
    if (n == 0) fail("connection %td: closed by the server", c - connections);
    (stamped ? take_stamped : take_echo)(c, buffer, n);
    uint64_t now = nanos();
    if (c->sample_end && c->received >= c->sample_end) {
        if (c->sample_nanos >= sample_from) record(now - c->sample_nanos);
        c->sample_end = 0;
    }
    return now;
}

static bool finished(void) {
    if (mode == GREET) return replies == (uint64_t)connection_count;
    return mode == DRAIN && unanswered_bytes == 0 && writers == 0;
}

// Runs to the end of the mode, for LOAD that is when the time is up. Returns the number of replies.
static uint64_t run(enum mode next, double seconds) {
    mode = next;
    uint64_t now = nanos(), end = now + (uint64_t)(seconds * 1e9), before = replies;
    for (int i = 0; i < connection_count; i++) send_allowed(&connections[i], nanos());
    while (!finished() && (now = nanos()) < end) {
        struct epoll_event events[1024];
        int n = epoll_wait(epoll, events, 1024, (int)((end - now) / 1000000) + 1);
        for (int i = 0; i < n; i++) {
            struct connection *c = events[i].data.ptr;
            send_allowed(c, events[i].events & ~EPOLLOUT ? receive(c) : nanos());
        }
    }
    if (mode == GREET && !finished())
        fail("%ju of %d connections got a reply in %g s", (uintmax_t)replies, connection_count, seconds);
    if (mode == DRAIN && !finished()) fail("%ju bytes did not come back in %g s", (uintmax_t)unanswered_bytes, seconds);
    if (mode == LOAD && replies == before && seconds > 0) fail("no reply in %g s", seconds);
    return replies - before;
}

int main(int argc, char **argv) {
    bool marks = false;
    double warmup = 1;
    for (int option; (option = getopt(argc, argv, "+msw:")) != -1;) {
        if (option == 'm') marks = true;
        else if (option == 's') stamped = true;
        else if (option == 'w') warmup = atof(optarg);
        else return 2;
    }
    char **argument = argv + optind;
    int count = argc - optind;
    double seconds = count >= 6 ? atof(argument[5]) : 0;
    if (count >= 6) connection_count = atoi(argument[2]), message_bytes = atol(argument[3]), depth = atoi(argument[4]);
    active_count = count == 7 ? atoi(argument[6]) : connection_count;
    if (count > 7 || connection_count < 1 || message_bytes < 1 || depth < 1 || !(seconds > 0) || !(warmup >= 0)
        || active_count < 1 || active_count > connection_count) {
        fprintf(stderr, "usage: echo-load [-m] [-s] [-w WARMUP] HOST PORT CONNECTIONS BYTES DEPTH SECONDS [ACTIVE]\n");
        return 2;
    }
    make_pattern();
    epoll = epoll_create1(EPOLL_CLOEXEC);
    if (!(connections = calloc(connection_count, sizeof *connections))) fail("out of memory");
    connect_all(argument[0], argument[1]);
    run(GREET, GREET_SECONDS);
    run(LOAD, warmup);
    if (marks) mark("start");
    double cpu = cpu_seconds();
    uint64_t start = sample_from = nanos();
    uint64_t messages = run(LOAD, seconds);
    double elapsed = (nanos() - start) / 1e9;
    double busy = (cpu_seconds() - cpu) / elapsed;
    if (marks) mark("end");
    run(DRAIN, DRAIN_SECONDS);
    printf("{\"messages\":%ju,\"seconds\":%.4f,\"rate\":%.1f,", (uintmax_t)messages, elapsed, messages / elapsed);
    printf("\"p50_us\":%.1f,\"p99_us\":%.1f,\"busy\":%.3f}\n", percentile_micros(0.50), percentile_micros(0.99), busy);
}
