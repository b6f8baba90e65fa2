// A load of log lines of BYTES bytes, each different. One thread, epoll.
//
// Usage: log-load [-m] [-5] [-w WARMUP] [-n MESSAGES] [-W WINDOW] [-f FILE] PROTOCOL HOST PORT CONNECTIONS BYTES SECONDS
// syslog   the line and LF, as fast as TCP takes it, then a half-close. Nothing answers: what is waited for is that the
//          server closes every connection too, or where FILE is given that FILE holds all lines
// counted  the same with the length in front instead of LF behind (octet counting, RFC 6587, section 3.4.1)
// relp     at most WINDOW (128) without an answer, which has to be 200; what is waited for is the last answer, and FILE
//
// The lines look like RFC 3164, with -5 like RFC 5424. It warms up for WARMUP seconds (1) on connections of their own, and
// then counts: what is sent in SECONDS on new ones, until all of it is there. Neither phase sends more than MESSAGES.
// -m as in echo-load. Prints one line of JSON; "sent" is of both phases. Exit 0; 1 when a connection is refused or closed
// too early, an answer is not 200 or missing; 2 for bad usage.
#include "load.h"
#include "trips.h"
#include "lines.h"
#include "log-text.h"

#include <sys/epoll.h>

#define OPEN_SECONDS_MAX 30
#define DRAIN_SECONDS_MAX 120
#define OUT_BYTES (64 * 1024)
#define IN_BYTES (64 * 1024)
#define FRAME_BYTES_MAX 48 // what a protocol puts around a line
#define ANSWER_BYTES_MAX 1024
#define WINDOW_MAX 65536

enum protocol { SYSLOG, COUNTED, RELP };
enum state { OPENING, LOADING, ENDED, CLOSED }; // ENDED: half-closed, or `close` is sent

struct connection {
    int fd;
    enum state state;
    bool writing;               // the socket's buffer was full, the rest goes out when epoll says so
    size_t at, end;             // of what is not sent yet in out
    size_t in_bytes;            // of an answer that was not read whole
    uint32_t asked, answered;   // RELP: the last transaction numbers
    uint64_t *asked_nanos;      // by transaction number modulo window
    char out[OUT_BYTES], in[ANSWER_BYTES_MAX];
};

static const char *const names[] = {"syslog", "counted", "relp"};
static struct connection *connections;
static int connection_count, window = 128, epoll;
static enum protocol protocol;
static bool counting;
static uint64_t budget, sent, open_count; // lines: may still be sent in this phase, are sent; connections not yet CLOSED

static void fail_at(const struct connection *c, const char *format, ...) {
    char what[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    fail("connection %td: %s", c - connections, what);
}

static char *put_number(char *to, uint32_t number) {
    char digits[10];
    int n = 0;
    do digits[n++] = '0' + number % 10;
    while (number /= 10);
    while (n > 0) *to++ = digits[--n];
    return to;
}

static char *put_words(char *to, const char *words) {
    size_t n = strlen(words);
    return (char *)memcpy(to, words, n) + n;
}

// A transaction number of a connection that is new in each phase stays far below its limit of 999,999,999.
static char *put_transaction(struct connection *c, char *to, const char *command, long bytes) {
    if (window > 0) c->asked_nanos[++c->asked % window] = nanos();
    to = put_words(put_number(to, c->asked), command);
    return put_number(to, bytes);
}

static void put_line(struct connection *c) {
    char *to = c->out + c->end;
    if (protocol == COUNTED) to = put_number(to, text_bytes);
    if (protocol == RELP) to = put_transaction(c, to, " syslog ", text_bytes);
    if (protocol != SYSLOG) *to++ = ' ';
    put_text(to, sent++);
    to += text_bytes;
    if (protocol != COUNTED) *to++ = '\n';
    c->end = to - c->out;
    budget--;
}

static bool closed(const struct connection *c) { return c->state == CLOSED; }

static bool may_put(const struct connection *c) {
    return c->state == LOADING && budget > 0 && (protocol != RELP || c->asked - c->answered < (uint32_t)window);
}

static void put_open(struct connection *c) {
    static const char offers[] = "relp_version=0\nrelp_software=log-load\ncommands=syslog";
    char *to = put_transaction(c, c->out, " open ", sizeof offers - 1);
    *to++ = ' ';
    to = put_words(to, offers);
    *to++ = '\n';
    c->end = to - c->out;
}

static void put_close(struct connection *c) {
    char *to = put_transaction(c, c->out, " close ", 0);
    *to++ = '\n';
    c->at = 0, c->end = to - c->out;
    c->state = ENDED;
}

static void is_closed(struct connection *c) {
    close(c->fd);
    c->state = CLOSED;
    open_count--;
}

static void watch_writing(struct connection *c, bool writing) {
    if (c->writing == writing || c->state == CLOSED) return;
    c->writing = writing;
    struct epoll_event event = {.events = writing ? EPOLLIN | EPOLLOUT : EPOLLIN, .data.ptr = c};
    if (epoll_ctl(epoll, EPOLL_CTL_MOD, c->fd, &event)) fail("epoll_ctl: %s", strerror(errno));
}

static void send_more(struct connection *c) {
    if (c->at == c->end) {
        c->at = c->end = c->state == OPENING ? c->end : 0;
        while (may_put(c) && c->end + text_bytes + FRAME_BYTES_MAX <= OUT_BYTES) put_line(c);
    }
    if (c->at < c->end) {
        ssize_t n = send(c->fd, c->out + c->at, c->end - c->at, MSG_NOSIGNAL);
        if (n < 0 && errno != EAGAIN) fail_at(c, "send: %s", strerror(errno));
        if (n > 0) c->at += n;
    }
    bool more = c->at < c->end || (protocol != RELP && may_put(c));
    if (!more && protocol != RELP && c->state == LOADING) {
        c->state = ENDED;
        if (shutdown(c->fd, SHUT_WR)) fail_at(c, "shutdown: %s", strerror(errno));
    }
    watch_writing(c, more);
}

static void is_answered(struct connection *c, const char *answer, const char *end) {
    uint32_t number = strtoul(answer, NULL, 10);
    if (number != c->answered + 1 || number > c->asked)
        fail_at(c, "answer %u, expected %u: %.*s", number, c->answered + 1, (int)(end - answer), answer);
    c->answered = number;
    if (c->state == ENDED) return;
    const char *status = memchr(answer, ' ', end - answer);
    for (int i = 0; i < 2 && status; i++) status = memchr(status + 1, ' ', end - status - 1);
    if (!status || end - status < 4 || memcmp(status, " 200", 4))
        fail_at(c, "not 200: %.*s", (int)(end - answer), answer);
    if (counting && c->state == LOADING) record(nanos() - c->asked_nanos[number % window]);
    if (c->state == OPENING) c->state = LOADING, c->at = c->end = 0;
}

// Returns the bytes of the frame at the start of these bytes, 0 when it is not there whole.
static size_t take_answer(struct connection *c, const char *at, size_t bytes) {
    unsigned number, data;
    char command[16], head[64] = "";
    int head_bytes = 0;
    memcpy(head, at, bytes < sizeof head - 1 ? bytes : sizeof head - 1);
    if (sscanf(head, "%u %15[a-z] %u%n", &number, command, &data, &head_bytes) != 3) {
        if (bytes >= sizeof head) fail_at(c, "no frame: %.60s", head);
        return 0;
    }
    size_t whole = head_bytes + (data ? 1 + data : 0) + 1;
    if (whole > ANSWER_BYTES_MAX) fail_at(c, "an answer of %u bytes", data);
    if (whole > bytes) return 0;
    if (at[whole - 1] != '\n' && !(data == 0 && at[whole - 1] == ' ')) fail_at(c, "no line end: %.60s", head);
    if (!strcmp(command, "rsp")) is_answered(c, at, at + whole);
    else if (!strcmp(command, "serverclose") && c->state == ENDED) is_closed(c);
    else fail_at(c, "neither answer nor end: %.60s", head);
    return whole;
}

static void receive(struct connection *c) {
    static char buffer[ANSWER_BYTES_MAX + IN_BYTES];
    memcpy(buffer, c->in, c->in_bytes);
    ssize_t n = recv(c->fd, buffer + c->in_bytes, IN_BYTES, 0);
    if (n < 0 && errno == EAGAIN) return;
    if (c->state == ENDED && (n == 0 || (n < 0 && protocol == RELP))) return is_closed(c);
    if (n < 0) fail_at(c, "receive: %s", strerror(errno));
    if (n == 0) fail_at(c, "closed by the server");
    if (protocol != RELP) fail_at(c, "the server answered");
    const char *at = buffer, *end = buffer + c->in_bytes + n;
    for (size_t taken = 1; at < end && taken > 0 && !closed(c); at += taken) {
        if (c->state == ENDED && *at == '\n') taken = 1; // librelp ends an empty frame with a space and LF
        else taken = take_answer(c, at, end - at);
    }
    c->in_bytes = end - at;
    if (c->in_bytes > ANSWER_BYTES_MAX) fail_at(c, "an answer without end");
    memcpy(c->in, at, c->in_bytes);
}

static bool opened(const struct connection *c) { return c->state == LOADING; }
static bool sent_all(const struct connection *c) { return c->state >= ENDED; }
static bool answered_all(const struct connection *c) { return budget == 0 && c->asked == c->answered; }

static bool all(bool (*is)(const struct connection *)) {
    for (int i = 0; i < connection_count; i++)
        if (!is(&connections[i])) return false;
    return true;
}

// Runs until the time is up or all connections are as wanted; returns whether they are.
static bool run(bool (*wanted)(const struct connection *), double seconds) {
    uint64_t end = nanos() + (uint64_t)(seconds * 1e9), now;
    for (int i = 0; i < connection_count; i++)
        if (!closed(&connections[i])) send_more(&connections[i]);
    while (!all(wanted)) {
        if ((now = nanos()) >= end) return false;
        struct epoll_event events[256];
        int n = epoll_wait(epoll, events, 256, (int)((end - now) / 1000000) + 1);
        for (int i = 0; i < n; i++) {
            struct connection *c = events[i].data.ptr;
            if (events[i].events & ~EPOLLOUT) receive(c);
            if (!closed(c)) send_more(c);
        }
    }
    return true;
}

static void connect_all(const char *host, const char *port) {
    for (int i = 0; i < connection_count; i++) {
        struct connection *c = &connections[i];
        uint64_t *asked_nanos = c->asked_nanos ? c->asked_nanos : calloc(window, sizeof *asked_nanos);
        *c = (struct connection){.fd = dial(host, port), .asked_nanos = asked_nanos};
        if (!asked_nanos) fail("out of memory");
        if (c->fd < 0)
            fail("cannot connect to %s:%s: %s (connection %d of %d)", host, port,
                 errno == EINPROGRESS ? "no answer" : strerror(errno), i + 1, connection_count);
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
        if (epoll_ctl(epoll, EPOLL_CTL_ADD, c->fd, &event)) fail("epoll_ctl: %s", strerror(errno));
        if (protocol == RELP) put_open(c);
        else c->state = LOADING;
    }
    open_count = connection_count;
}

static void open_all(const char *host, const char *port) {
    budget = 0;
    connect_all(host, port);
    if (protocol == RELP && !run(opened, OPEN_SECONDS_MAX)) fail("no answer to open in %d s", OPEN_SECONDS_MAX);
}

static void load(double seconds, uint64_t messages, const char *file) {
    budget = messages;
    run(protocol == RELP ? answered_all : sent_all, seconds);
    budget = 0;
    if (protocol == RELP && !run(answered_all, DRAIN_SECONDS_MAX)) fail("answers are missing after %d s", DRAIN_SECONDS_MAX);
    if (protocol != RELP && !run(file ? sent_all : closed, DRAIN_SECONDS_MAX))
        fail("%ju connections are still open after %d s", (uintmax_t)open_count, DRAIN_SECONDS_MAX);
    if (file) wait_for_file(file, sent);
}

static void close_all(void) {
    for (int i = 0; protocol == RELP && i < connection_count; i++) put_close(&connections[i]);
    if (protocol == RELP && !run(closed, OPEN_SECONDS_MAX)) fail("no answer to close in %d s", OPEN_SECONDS_MAX);
    for (int i = 0; i < connection_count; i++)
        if (!closed(&connections[i])) is_closed(&connections[i]);
}

static int usage(void) {
    fprintf(stderr, "usage: log-load [-m] [-5] [-w WARMUP] [-n MESSAGES] [-W WINDOW] [-f FILE]"
                    " syslog|counted|relp HOST PORT CONNECTIONS BYTES SECONDS\n");
    return 2;
}

static bool understood(char **argument) {
    while (protocol <= RELP && strcmp(argument[0], names[protocol])) protocol++;
    connection_count = atoi(argument[3]), text_bytes = atol(argument[4]);
    return protocol <= RELP && connection_count > 0 && window > 0 && window <= WINDOW_MAX
        && text_bytes >= TEXT_BYTES_MIN && text_bytes <= TEXT_BYTES_MAX && atof(argument[5]) > 0;
}

int main(int argc, char **argv) {
    bool marks = false, rfc5424 = false;
    double warmup = 1;
    const char *file = NULL;
    uint64_t messages = 3000000;
    for (int option; (option = getopt(argc, argv, "+m5w:n:W:f:")) != -1;) {
        if (option == 'm') marks = true;
        else if (option == '5') rfc5424 = true;
        else if (option == 'w') warmup = atof(optarg);
        else if (option == 'n') messages = strtoull(optarg, NULL, 10);
        else if (option == 'W') window = atoi(optarg);
        else if (option == 'f') file = optarg;
        else return usage();
    }
    char **argument = argv + optind;
    if (argc - optind != 6 || messages == 0 || !understood(argument)) return usage();
    make_texts(text_bytes, rfc5424);
    epoll = epoll_create1(EPOLL_CLOEXEC);
    connections = calloc(connection_count, sizeof *connections);
    if (!connections) fail("out of memory");
    if (warmup > 0) {
        open_all(argument[1], argument[2]);
        load(warmup, messages, file);
        close_all();
    }
    open_all(argument[1], argument[2]);
    if (marks) mark("start");
    counting = true;
    double cpu = cpu_seconds();
    uint64_t start = nanos(), before = sent;
    load(atof(argument[5]), messages, file);
    double elapsed = (nanos() - start) / 1e9, busy = (cpu_seconds() - cpu) / elapsed;
    uint64_t counted = sent - before;
    if (marks) mark("end");
    counting = false;
    close_all();
    printf("{\"messages\":%ju,\"sent\":%ju,\"seconds\":%.4f,\"rate\":%.1f,", (uintmax_t)counted, (uintmax_t)sent, elapsed,
           counted / elapsed);
    if (protocol != RELP) printf("\"p50_us\":null,\"p99_us\":null,");
    else printf("\"p50_us\":%.1f,\"p99_us\":%.1f,", percentile_micros(0.50), percentile_micros(0.99));
    printf("\"busy\":%.3f}\n", busy);
}
