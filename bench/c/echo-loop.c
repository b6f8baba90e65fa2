// The yardstick: an echo server that does nothing but echo. One thread, epoll, level triggered.
// Usage: echo-loop PORT (0 = any free port)
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

static char buffer[64 * 1024];

static void die(const char *what) { perror(what); exit(1); }

// Waits when the peer's window is full: one slow reader stalls everyone, which a load that always reads never meets.
static int write_all(int fd, const char *at, ssize_t left) {
    while (left > 0) {
        ssize_t n = send(fd, at, left, MSG_NOSIGNAL);
        if (n > 0) { at += n; left -= n; continue; }
        if (errno == EAGAIN) poll(&(struct pollfd){.fd = fd, .events = POLLOUT}, 1, -1);
        else if (errno != EINTR) return -1;
    }
    return 0;
}

static void watch(int epoll, int fd) {
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event)) die("epoll_ctl");
}

static void accept_all(int epoll, int listener) {
    for (int fd; (fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0;) {
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
        watch(epoll, fd);
    }
    if (errno != EAGAIN && errno != EINTR && errno != ECONNABORTED) die("accept");
}

static void echo(int fd) {
    ssize_t n = read(fd, buffer, sizeof buffer);
    if (n > 0 ? write_all(fd, buffer, n) : n == 0 || errno != EAGAIN) close(fd);
}

int main(int argc, char **argv) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (argc != 2) return fprintf(stderr, "usage: echo-loop PORT\n"), 2;
    address.sin_port = htons(atoi(argv[1]));
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), epoll = epoll_create1(EPOLL_CLOEXEC);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
    if (bind(listener, (void *)&address, sizeof address) || listen(listener, 4096)) die("listen");
    getsockname(listener, (void *)&address, &(socklen_t){sizeof address});
    watch(epoll, listener);
    printf("listening echo/tcp 127.0.0.1:%d\nready\n", ntohs(address.sin_port));
    fflush(stdout);
    for (struct epoll_event events[512];;)
        for (int i = 0, n = epoll_wait(epoll, events, 512, -1); i < n; i++)
            events[i].data.fd == listener ? accept_all(epoll, listener) : echo(events[i].data.fd);
}
