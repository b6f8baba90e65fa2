// What the protocols of the ingest load share: connections, and what became of their messages. After load.h and trips.h.
#include <poll.h>

#define GREET_SECONDS 30
#define ENVELOPE_BYTES_MAX 128 // of a message or an answer, without the text
#define TEXT_BYTES_MIN 48 // holds what a text begins with

struct connection {
    int fd;
    bool writing;               // the socket's buffer was full, the rest goes out when epoll says so
    uint64_t granted, answered; // messages: may be sent; have their answer, or without answers: are sent
    uint64_t sent;              // bytes
    long first;                 // where in the pattern its first message is
    uint64_t *granted_nanos;    // of the messages without an answer: message number modulo window
    const char *pattern;        // what it sends from
    char *rest;                 // the beginning of an answer that was not read whole
    size_t rest_bytes;
};

struct frame { // what surrounds the text of a message
    char before[ENVELOPE_BYTES_MAX], after[ENVELOPE_BYTES_MAX];
    int before_bytes, after_bytes;
};

struct protocol {
    const char *name, *head; // head: what a text begins with
    // Of one message of the pattern; as long for each. Connections differ only where own_pattern says so.
    void (*frame)(struct frame *f, int connection, long message);
    bool own_pattern;
    // Returns the bytes of the answer at the start of these bytes, 0 when it is not there whole. Null: nothing answers.
    size_t (*take)(struct connection *c, const char *at, size_t bytes, uint64_t now);
    void (*greet)(struct connection *c); // before the first message; may be null
    long messages_max;                   // of a pattern, where it can tell no more apart; 0: any number
};

static struct connection *connections;
static int connection_count, window;
static long text_bytes, text_at, unit_bytes, message_count; // a unit is a message as it is sent, the text at text_at
static bool counting;
static uint64_t answered, errors; // messages
static char first_error[ENVELOPE_BYTES_MAX];

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

// Where in the pattern the message is that is answered next.
static long next_answered(const struct connection *c) { return (c->first + c->answered) % message_count; }

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

// For greetings: sends all of it.
static void say(struct connection *c, const char *bytes, size_t count) {
    ssize_t n = send(c->fd, bytes, count, MSG_NOSIGNAL);
    if (n != (ssize_t)count) fail_at(c, "send: %s", n < 0 ? strerror(errno) : "the socket's buffer is full");
}

// For greetings: reads so many bytes.
static void hear(struct connection *c, char *to, size_t count) {
    for (size_t got = 0; got < count;) {
        struct pollfd ready = {.fd = c->fd, .events = POLLIN};
        if (poll(&ready, 1, GREET_SECONDS * 1000) != 1) fail_at(c, "no answer to the greeting in %d s", GREET_SECONDS);
        ssize_t n = recv(c->fd, to + got, count - got, 0);
        if (n == 0) fail_at(c, "closed by the server when greeted");
        if (n < 0 && errno != EAGAIN) fail_at(c, "receive: %s", strerror(errno));
        if (n > 0) got += n;
    }
}
