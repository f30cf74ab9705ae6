/*
 * The floor: what it costs a C program to send one ready frame to each client and to take one input from each, a tick, and to
 * do nothing else. One thread, epoll, no parsing beyond the handshake.
 *
 * floor HZ BYTES    prints READY PORT; ends with its standard input
 */
#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

#define MAX_CLIENTS 65536
#define MAX_EVENTS 512

static const char ANSWER[] = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                             "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

static int clients[MAX_CLIENTS];
static int client_count;
static unsigned char is_open[MAX_CLIENTS]; /* by descriptor */

static void watch(int epoll, int fd) {
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

static void end(int fd) {
    for (int i = 0; i < client_count; i++) {
        if (clients[i] == fd) {
            clients[i] = clients[--client_count];
            break;
        }
    }
    is_open[fd] = 0;
    close(fd);
}

static size_t make_frame(unsigned char *frame, size_t bytes) {
    size_t head = bytes < 126 ? 2 : 4;
    frame[0] = 0x82;
    frame[1] = bytes < 126 ? (unsigned char)bytes : 126;
    if (head == 4) {
        frame[2] = (unsigned char)(bytes >> 8);
        frame[3] = (unsigned char)bytes;
    }
    memset(frame + head, 7, bytes);
    return head + bytes;
}

int main(int argc, char **argv) {
    if (argc < 3) {
        return 2;
    }
    long hz = atol(argv[1]);
    size_t bytes = (size_t)atol(argv[2]);
    if (hz < 1 || bytes > 65535) {
        return 2;
    }
    static unsigned char frame[65540];
    static unsigned char input[65536];
    size_t frame_bytes = make_frame(frame, bytes);

    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    if (bind(listener, (struct sockaddr *)&address, length) != 0 || listen(listener, 4096) != 0) {
        return 1;
    }
    getsockname(listener, (struct sockaddr *)&address, &length);

    int timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
    struct itimerspec period = {{0, 1000000000L / hz}, {0, 1000000000L / hz}};
    if (hz == 1) {
        period = (struct itimerspec){{1, 0}, {1, 0}};
    }
    timerfd_settime(timer, 0, &period, NULL);

    int epoll = epoll_create1(0);
    watch(epoll, listener);
    watch(epoll, timer);
    watch(epoll, STDIN_FILENO);
    printf("READY %d\n", ntohs(address.sin_port));
    fflush(stdout);

    struct epoll_event events[MAX_EVENTS];
    for (;;) {
        int count = epoll_wait(epoll, events, MAX_EVENTS, -1);
        for (int i = 0; i < count; i++) {
            int fd = events[i].data.fd;
            if (fd == STDIN_FILENO) {
                return 0;
            } else if (fd == timer) {
                uint64_t turns;
                if (read(timer, &turns, sizeof turns) > 0) {
                    for (int c = 0; c < client_count; c++) {
                        if (is_open[clients[c]]) {
                            send(clients[c], frame, frame_bytes, MSG_DONTWAIT | MSG_NOSIGNAL);
                        }
                    }
                }
            } else if (fd == listener) {
                int client;
                while ((client = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
                    if (client >= MAX_CLIENTS || client_count == MAX_CLIENTS) {
                        close(client);
                        continue;
                    }
                    int one = 1;
                    setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
                    clients[client_count++] = client;
                    watch(epoll, client);
                }
            } else {
                ssize_t got = recv(fd, input, sizeof input, MSG_DONTWAIT);
                if (got == 0 || (got < 0 && errno != EAGAIN)) {
                    end(fd);
                } else if (got > 0 && !is_open[fd]) {
                    send(fd, ANSWER, sizeof ANSWER - 1, MSG_NOSIGNAL);
                    is_open[fd] = 1;
                }
            }
        }
    }
}
