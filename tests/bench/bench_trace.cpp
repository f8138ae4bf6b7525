// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/registry.h"
#include "trace/ring.h"
#include "wire/dialect.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>

using namespace fw;
using namespace Qt::StringLiterals;

// What keeping the last exchanges costs a connection: frames decoded with the ring and without, the
// best of several rounds each; and what reading a full ring without its secrets takes.

namespace {

constexpr int frames = 100'000;
constexpr int rounds = 5;

wire::Frame progressFrame(int seq)
{
    wire::Frame frame;
    frame.bytes = u"{\"type\":\"event\",\"channel\":\"processing:status\",\"seq\":%1,\"event\":"
                  "\"progress\",\"time\":\"2026-11-21T12:00:00.000Z\",\"data\":{\"jobId\":\"a\","
                  "\"status\":\"processing\",\"progress\":50}}"_s.arg(seq)
                      .toUtf8();
    return frame;
}

double seconds(Instant from)
{
    return std::chrono::duration<double>(SystemClock().now() - from).count();
}

double decodeAll(const wire::Dialect &dialect, const wire::SessionFacts &facts,
                 const std::vector<wire::Frame> &all, trace::Ring *ring)
{
    const SystemClock clock;
    const Instant start = clock.now();
    for (const wire::Frame &frame : all) {
        const wire::Decoded decoded = dialect.decode(frame, facts);
        if (!ring)
            continue;
        trace::Exchange one;
        one.at = clock.now();
        one.wall = clock.wall();
        one.frame = frame;
        one.issues = decoded.issues;
        ring->add(std::move(one));
    }
    return frames / seconds(start);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const wire::Dialect *dialect = dialects::findDialect(u"orchestrator"_s);
    wire::SessionFacts facts;
    facts.subProtocol = u"framewatch.v1"_s;
    facts.token = Secret("a-token-of-usual-length-0123456789");
    std::vector<wire::Frame> all;
    for (int seq = 1; seq <= frames; ++seq)
        all.push_back(progressFrame(seq));
    trace::Ring ring;
    double without = 0;
    double with = 0;
    for (int round = 0; round < rounds; ++round) {
        without = std::max(without, decodeAll(*dialect, facts, all, nullptr));
        with = std::max(with, decodeAll(*dialect, facts, all, &ring));
    }
    std::printf("trace: decoded without the ring   %9.0f frames/s\n", without);
    std::printf("trace: decoded with the ring      %9.0f frames/s, ratio %.2f\n", with,
                with / without);
    const Instant start = SystemClock().now();
    const trace::Redactor redactor(facts);
    qint64 bytes = 0;
    for (const auto &entry : ring.after(0))
        bytes += trace::clean(*entry, redactor).bytes;
    std::printf("trace: %zu exchanges read clean   %9.1f ms (%lld bytes)\n", ring.size(),
                seconds(start) * 1000, static_cast<long long>(bytes));
    return 0;
}
