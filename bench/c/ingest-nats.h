// `nats`: publishes with a reply subject to a JetStream stream, which the first connection creates, in files and without
// limits; the answer is `{"stream":"load","seq":N}` on the reply subject of the message, which is compared: so answers are in
// order. As https://docs.nats.io has the client protocol and the JetStream API. A PING of the server's is not answered: it
// sends none to who publishes. After ingest.h.

#define NATS_LINE_BYTES_MAX 4096

static void frame_pub(struct frame *f, int connection, long message) {
    f->before_bytes = sprintf(f->before, "PUB load _INBOX.%04x.%05lx %ld\r\n", connection & 0xffff, message & 0xfffff, text_bytes);
    f->after_bytes = sprintf(f->after, "\r\n");
}

static void is_published(struct connection *c, const char *subject, const char *json, size_t bytes, uint64_t now) {
    if (strtol(subject + strlen("_INBOX.0000."), NULL, 16) != next_answered(c))
        fail_at(c, "the answer to another message: %.*s", (int)(json + bytes - subject), subject);
    if (memmem(json, bytes, "\"seq\":", 6) && !memmem(json, bytes, "\"error\"", 7)) is_answered(c, now);
    else is_error(c, json, bytes, now);
}

static size_t take_ack(struct connection *c, const char *at, size_t bytes, uint64_t now) {
    const char *end = memchr(at, '\n', bytes);
    if (!end) return 0;
    const char *subject = at + strlen("MSG ");
    if (*at == 'M' && end - subject > (long)strlen("_INBOX.0000.00000 1 0\r")) {
        const char *length = memrchr(at, ' ', end - at);
        size_t json_bytes = strtoul(length, NULL, 10);
        if (end + 1 + json_bytes + 2 > at + bytes) return 0;
        is_published(c, subject, end + 1, json_bytes, now);
        end += json_bytes + 2;
    } else if (*at != 'P' && *at != 'I') fail_at(c, "neither answer nor PING nor INFO: %.*s", (int)(end - at), at);
    return end + 1 - at;
}

static void hear_line(struct connection *c, char *line, const char *start) {
    size_t n = 0;
    do hear(c, line + n++, 1);
    while (line[n - 1] != '\n' && n < NATS_LINE_BYTES_MAX - 1);
    line[n] = 0;
    if (strncmp(line, start, strlen(start))) fail_at(c, "expected %s: %s", start, line);
}

static void create_stream(struct connection *c, char *line) {
    static const char stream[] = "{\"name\":\"load\",\"subjects\":[\"load\"],\"retention\":\"limits\",\"storage\":\"file\","
        "\"discard\":\"old\",\"max_consumers\":-1,\"max_msgs\":-1,\"max_bytes\":-1,\"max_age\":0,\"num_replicas\":1}";
    int n = sprintf(line, "PUB $JS.API.STREAM.CREATE.load _INBOX.0000.create %zu\r\n%s\r\n", strlen(stream), stream);
    say(c, line, n);
    hear_line(c, line, "MSG ");
    hear_line(c, line, "{");
    if (strstr(line, "\"error\"")) fail_at(c, "no stream: %s", line);
}

static void greet_nats(struct connection *c) {
    char line[NATS_LINE_BYTES_MAX];
    hear_line(c, line, "INFO ");
    int n = sprintf(line, "CONNECT {\"verbose\":false,\"pedantic\":false,\"lang\":\"c\",\"version\":\"1\",\"protocol\":1}\r\n"
                          "SUB _INBOX.%04x.* 1\r\nPING\r\n", (unsigned)(c - connections) & 0xffff);
    say(c, line, n);
    hear_line(c, line, "PONG");
    if (c == connections) create_stream(c, line);
}

static const struct protocol nats = {
    "nats", "", frame_pub, .own_pattern = true, .take = take_ack, .greet = greet_nats, .messages_max = 0xfffff};
