// `lines`: the text and LF; the receipt is `[TIME #OFFSET] ` and the text again, which is compared. After ingest.h.
// `syslog`: the same, and the text begins as RFC 3164 has it. Nothing answers.

static void frame_line(struct frame *f, int connection, long message) {
    (void)connection, (void)message;
    f->before_bytes = 0;
    f->after_bytes = sprintf(f->after, "\n");
}

static size_t take_receipt(struct connection *c, const char *at, size_t bytes, uint64_t now) {
    const char *bracket = *at == '[' ? memchr(at, ']', bytes < ENVELOPE_BYTES_MAX ? bytes : ENVELOPE_BYTES_MAX) : NULL;
    size_t head = bracket ? bracket + 2 - at : 0, whole = head + text_bytes + 1;
    if (bracket && whole > bytes) return 0;
    if (bracket && bracket[1] == ' ' && !memcmp(at + head, c->pattern + next_answered(c) * unit_bytes + text_at, text_bytes + 1)) {
        is_answered(c, now);
        return whole;
    }
    const char *end = memchr(at, '\n', bytes);
    if (!end) return 0;
    if (*at == '!') is_error(c, at, end - at, now);
    else fail_at(c, "wrong receipt for message %ju: %.*s", (uintmax_t)c->answered, (int)(end - at), at);
    return end + 1 - at;
}

static const struct protocol lines = {"lines", "", frame_line, .take = take_receipt};
static const struct protocol syslog = {"syslog", "<13>Nov 21 12:00:00 localhost load: ", frame_line, .take = NULL};
