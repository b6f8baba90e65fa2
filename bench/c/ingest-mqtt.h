// `mqtt`: MQTT 3.1.1 (OASIS standard), PUBLISH with QoS 1 to one topic; the answer is a PUBACK, whose packet identifier is
// compared: so answers are in order. Before that, a session that the broker has to keep subscribes to the topic with QoS 1 and
// goes away: without it the broker would have nobody to store messages for. After ingest.h.

enum { CONNECT = 0x10, CONNACK = 0x20, PUBLISH_QOS_1 = 0x32, PUBACK = 0x40, SUBSCRIBE = 0x82, SUBACK = 0x90, DISCONNECT = 0xe0 };

#define TOPIC "load"
#define KEEPER "keeper" // the client that subscribes

// The length of what follows (section 2.2.3): at most 65 KiB here, so at most three bytes.
static int put_length(char *to, long length) {
    int n = 0;
    do to[n++] = length % 128 | (length >= 128 ? 128 : 0);
    while (length /= 128);
    return n;
}

static int put_string(char *to, const char *text) {
    int n = strlen(text);
    to[0] = 0, to[1] = n;
    memcpy(to + 2, text, n);
    return 2 + n;
}

static int packet_id(long message) { return message + 1; } // 0 is not allowed

static void frame_publish(struct frame *f, int connection, long message) {
    (void)connection;
    char *to = f->before;
    *to++ = PUBLISH_QOS_1;
    to += put_length(to, 2 + strlen(TOPIC) + 2 + text_bytes);
    to += put_string(to, TOPIC);
    *to++ = packet_id(message) >> 8;
    *to++ = packet_id(message);
    f->before_bytes = to - f->before;
    f->after_bytes = 0;
}

static size_t take_puback(struct connection *c, const char *at, size_t bytes, uint64_t now) {
    if (bytes < 4) return 0;
    const unsigned char *octets = (const unsigned char *)at;
    if (octets[0] != PUBACK || octets[1] != 2) fail_at(c, "no PUBACK: %02x %02x", octets[0], octets[1]);
    if ((octets[2] << 8 | octets[3]) != packet_id(next_answered(c))) fail_at(c, "a PUBACK out of order");
    is_answered(c, now);
    return 4;
}

// clean: whether the broker may forget the session when the connection ends.
static void connect_mqtt(struct connection *c, const char *client, bool clean) {
    char packet[64] = {CONNECT}, answer[4];
    char *to = packet + 2;
    to += put_string(to, "MQTT");
    *to++ = 4; // the protocol's level
    *to++ = clean ? 2 : 0;
    *to++ = 0, *to++ = 0; // no keep-alive
    to += put_string(to, client);
    packet[1] = to - packet - 2;
    say(c, packet, to - packet);
    hear(c, answer, sizeof answer);
    if (answer[0] != CONNACK || answer[3] != 0) fail_at(c, "the broker refuses the connection: %d", answer[3]);
}

// Another connection to the same peer.
static int dial_as(int other) {
    struct sockaddr_in peer;
    socklen_t bytes = sizeof peer;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || getpeername(other, (struct sockaddr *)&peer, &bytes) || connect(fd, (struct sockaddr *)&peer, bytes))
        fail("cannot connect once more: %s", strerror(errno));
    return fd;
}

// On a connection of its own.
static void leave_a_session(struct connection *c) {
    char packet[64] = {(char)SUBSCRIBE}, answer[5];
    int own = c->fd;
    c->fd = dial_as(own);
    connect_mqtt(c, KEEPER, false);
    char *to = packet + 2;
    *to++ = 0, *to++ = 1; // packet identifier
    to += put_string(to, TOPIC);
    *to++ = 1; // QoS
    packet[1] = to - packet - 2;
    say(c, packet, to - packet);
    hear(c, answer, sizeof answer);
    if (answer[0] != (char)SUBACK || answer[4] != 1) fail_at(c, "the broker refuses the subscription");
    say(c, (char[]){(char)DISCONNECT, 0}, 2);
    close(c->fd);
    c->fd = own;
}

static void greet_mqtt(struct connection *c) {
    char client[32];
    if (c == connections) leave_a_session(c);
    sprintf(client, "load-%td", c - connections);
    connect_mqtt(c, client, true);
}

static const struct protocol mqtt = {
    "mqtt", "", frame_publish, .take = take_puback, .greet = greet_mqtt, .messages_max = 65534};
