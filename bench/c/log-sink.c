// The generators' limit: reads log lines and drops them. One thread, epoll. RELP frames are answered with 200 as they come.
// Usage: log-sink tcp|relp|udp (any free port of 127.0.0.1). Says where it listens, then `ready`. For udp, at the end by
// SIGTERM: how many datagrams came.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#define BUFFER_BYTES (256 * 1024)
#define REST_BYTES_MAX 16384
#define DATAGRAMS 64
#define DATAGRAM_BYTES 2048
#define RECEIVE_BUFFER_BYTES (32 * 1024 * 1024)

struct connection {
    int fd;
    size_t rest_bytes; // of a frame that was not read whole
    char rest[REST_BYTES_MAX];
};

static char buffer[REST_BYTES_MAX + BUFFER_BYTES], answers[BUFFER_BYTES];
static volatile sig_atomic_t stopped;

static void die(const char *what) { perror(what); exit(1); }
static void stop(int signal) { (void)signal, stopped = 1; }

static int bind_any(int type) {
    int fd = socket(AF_INET, type | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    if (fd < 0 || bind(fd, (void *)&address, length)) die("bind");
    if (type == SOCK_STREAM && listen(fd, 1024)) die("listen");
    getsockname(fd, (void *)&address, &length);
    printf("listening sink/%s 127.0.0.1:%d\nready\n", type == SOCK_STREAM ? "tcp" : "udp", ntohs(address.sin_port));
    fflush(stdout);
    return fd;
}

// Answers are short and few enough on the way for the socket to take them at once.
static void answer_frames(struct connection *c, size_t bytes) {
    char *at = buffer, *end = buffer + bytes, *out = answers;
    while (at < end) {
        char head[64] = "", command[16];
        unsigned number, data;
        int head_bytes = 0;
        memcpy(head, at, end - at < 63 ? end - at : 63);
        if (sscanf(head, "%u %15[a-z] %u%n", &number, command, &data, &head_bytes) != 3) break;
        size_t whole = head_bytes + (data ? 1 + data : 0) + 1;
        if (whole > (size_t)(end - at)) break;
        if (!strcmp(command, "close")) out += sprintf(out, "%u rsp 0\n0 serverclose 0\n", number);
        else out += sprintf(out, "%u rsp 6 200 OK\n", number);
        at += whole;
    }
    c->rest_bytes = end - at;
    if (c->rest_bytes > REST_BYTES_MAX) die("a frame is too long");
    memcpy(c->rest, at, c->rest_bytes);
    if (out > answers && send(c->fd, answers, out - answers, MSG_NOSIGNAL) < 0) die("send");
}

static void serve_tcp(bool relp) {
    int listener = bind_any(SOCK_STREAM), epoll = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event event = {.events = EPOLLIN};
    epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event);
    while (!stopped) {
        struct epoll_event events[256];
        int n = epoll_wait(epoll, events, 256, -1);
        for (int i = 0; i < n; i++) {
            struct connection *c = events[i].data.ptr;
            if (!c) {
                if (!(c = calloc(1, sizeof *c))) die("calloc");
                c->fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
                if (c->fd < 0) die("accept");
                setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
                event.data.ptr = c;
                epoll_ctl(epoll, EPOLL_CTL_ADD, c->fd, &event);
                continue;
            }
            memcpy(buffer, c->rest, c->rest_bytes);
            ssize_t bytes = recv(c->fd, buffer + c->rest_bytes, BUFFER_BYTES, 0);
            if (bytes <= 0) close(c->fd), free(c);
            else if (relp) answer_frames(c, c->rest_bytes + bytes);
        }
    }
}

static void serve_udp(void) {
    int fd = bind_any(SOCK_DGRAM);
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &(int){RECEIVE_BUFFER_BYTES}, sizeof(int));
    setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &(int){RECEIVE_BUFFER_BYTES}, sizeof(int)); // where it may
    static char bytes[DATAGRAMS][DATAGRAM_BYTES];
    struct iovec pieces[DATAGRAMS];
    struct mmsghdr headers[DATAGRAMS] = {};
    for (int i = 0; i < DATAGRAMS; i++) {
        pieces[i] = (struct iovec){bytes[i], DATAGRAM_BYTES};
        headers[i].msg_hdr = (struct msghdr){.msg_iov = &pieces[i], .msg_iovlen = 1};
    }
    unsigned long count = 0;
    while (!stopped) {
        int n = recvmmsg(fd, headers, DATAGRAMS, MSG_WAITFORONE, NULL);
        if (n > 0) count += n;
    }
    printf("datagrams %lu\n", count);
}

int main(int argc, char **argv) {
    struct sigaction action = {.sa_handler = stop}; // no SA_RESTART: a blocked call ends
    sigaction(SIGTERM, &action, NULL);
    if (argc == 2 && !strcmp(argv[1], "udp")) serve_udp();
    else if (argc == 2 && (!strcmp(argv[1], "tcp") || !strcmp(argv[1], "relp"))) serve_tcp(argv[1][0] == 'r');
    else return fprintf(stderr, "usage: log-sink tcp|relp|udp\n"), 2;
}
