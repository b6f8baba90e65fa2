// `redis`: XADD to one stream (RESP 2); the answer is the entry's id. After ingest.h.

static void frame_xadd(struct frame *f, int connection, long message) {
    (void)connection, (void)message;
    f->before_bytes = sprintf(f->before, "*5\r\n$4\r\nXADD\r\n$1\r\ns\r\n$1\r\n*\r\n$1\r\nm\r\n$%ld\r\n", text_bytes);
    f->after_bytes = sprintf(f->after, "\r\n");
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

static const struct protocol redis = {"redis", "", frame_xadd, .take = take_id};
