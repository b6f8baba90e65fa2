// An idle load: opens connections, sends one line on each, waits for its reply, and then holds them all in silence.
//
// Usage: idle-load [-m] HOST PORT TIMES FEW MANY
// Opens a thousand connections and closes them again, TIMES times: the server's code is then compiled, and what it keeps
// for any work, such as the young generation of a heap, is in use. Stands still once FEW are open, and again once MANY are.
// The reply to a line is what ends with its text: an echo's, or a receipt. HOST is an IPv4 address. Within 127.0.0.0/8 each 10,000 connections, and each time,
// come from an address of their own, so that ports do not run short. -m as in echo-load: `start` at FEW, `end` at MANY.
// Prints one line of JSON. Exit 0; 1 when a connection is refused or closed, a reply wrong or missing; 2 for bad usage.
#include "load.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>

#define REPLY_SECONDS 30
#define GROUP 64 // connections whose lines are on the way at once
#define CONNECTIONS_AN_ADDRESS 10000
#define ADDRESSES_A_TIME 2
#define TIMES_MAX 1000
#define AT_A_TIME 1000
#define REPLY_BYTES_MAX 256

static int *sockets, time_number;
static struct sockaddr_in server;

static int text(char *to, int number) { return sprintf(to, "idle connection %08d\n", number); }

// Blocks. The port is chosen when it is known where the connection goes, so that others may have the same.
static int dial_from(int number) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0) fail("socket: %s", strerror(errno));
    struct timeval limit = {.tv_sec = REPLY_SECONDS};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
    if (ntohl(server.sin_addr.s_addr) >> 24 == 127) {
        setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &(int){1}, sizeof(int));
        int offset = time_number * ADDRESSES_A_TIME + number / CONNECTIONS_AN_ADDRESS;
        struct sockaddr_in source = {
            .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK + offset)};
        if (bind(fd, (void *)&source, sizeof source)) fail("connection %d: bind: %s", number, strerror(errno));
    }
    if (connect(fd, (void *)&server, sizeof server)) fail("connection %d: connect: %s", number, strerror(errno));
    return fd;
}

static void say(int number) {
    char line[REPLY_BYTES_MAX];
    int bytes = text(line, number);
    if (send(sockets[number], line, bytes, MSG_NOSIGNAL) != bytes)
        fail("connection %d: send: %s", number, strerror(errno));
}

static void hear(int number) {
    char line[REPLY_BYTES_MAX], reply[REPLY_BYTES_MAX];
    int bytes = text(line, number), got = 0;
    while (got == 0 || reply[got - 1] != '\n') {
        ssize_t n = recv(sockets[number], reply + got, sizeof reply - got, 0);
        if (n <= 0) fail("connection %d: no reply: %s", number, n ? strerror(errno) : "closed or too long");
        got += n;
    }
    if (got < bytes || memcmp(reply + got - bytes, line, bytes)) fail("connection %d: wrong reply", number);
}

static void open_up_to(int from, int to) {
    for (int first = from; first < to; first += GROUP) {
        int end = first + GROUP < to ? first + GROUP : to;
        for (int i = first; i < end; i++) sockets[i] = dial_from(i);
        for (int i = first; i < end; i++) say(i);
        for (int i = first; i < end; i++) hear(i);
    }
}

static void close_all(int count) {
    char rest;
    for (int i = 0; i < count; i++) shutdown(sockets[i], SHUT_WR);
    for (int i = 0; i < count; i++) {
        if (recv(sockets[i], &rest, 1, 0)) fail("connection %d was not closed in good order", i);
        close(sockets[i]);
    }
    time_number++;
}

// A connection that the server has ended meanwhile would cost nothing any more.
static void check_all_stand(int count) {
    char byte;
    for (int i = 0; i < count; i++) {
        ssize_t n = recv(sockets[i], &byte, 1, MSG_DONTWAIT);
        if (n >= 0 || errno != EAGAIN) fail("connection %d did not stay open and silent", i);
    }
}

int main(int argc, char **argv) {
    bool marks = argc > 1 && !strcmp(argv[1], "-m");
    char **argument = argv + marks;
    if (argc - marks != 6) {
        fprintf(stderr, "usage: idle-load [-m] HOST PORT TIMES FEW MANY\n");
        return 2;
    }
    int times = atoi(argument[3]), few = atoi(argument[4]), many = atoi(argument[5]);
    server = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(atoi(argument[2]))};
    if (times < 0 || times > TIMES_MAX || few < AT_A_TIME || many <= few || !inet_aton(argument[1], &server.sin_addr)) {
        fprintf(stderr, "idle-load: HOST is an IPv4 address, TIMES at most %d, and %d <= FEW < MANY\n", TIMES_MAX, AT_A_TIME);
        return 2;
    }
    if (!(sockets = calloc(many, sizeof *sockets))) fail("out of memory");
    uint64_t start = nanos();
    for (int i = 0; i < times; i++) {
        open_up_to(0, AT_A_TIME);
        close_all(AT_A_TIME);
    }
    open_up_to(0, few);
    if (marks) mark("start");
    open_up_to(few, many);
    check_all_stand(many);
    if (marks) mark("end");
    check_all_stand(many);
    printf("{\"connections\":%d,\"seconds\":%.3f}\n", many, (nanos() - start) / 1e9);
}
