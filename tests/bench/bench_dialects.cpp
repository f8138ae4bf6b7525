// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every dialect on what its server was recorded to send: frames and HTTP bodies, decoded to plain
// values, beside QJsonDocument::fromJson alone on the same bytes. Rounds of both take turns.
#include "dialects/registry.h"
#include "support/played.h"

#include <QElapsedTimer>
#include <QJsonDocument>

#include <algorithm>
#include <cstdio>
#include <functional>

using namespace fw;

namespace {

constexpr int rounds = 21;
constexpr qint64 roundBytes = 2'000'000; ///< the recordings are gone through until it is as much

struct Payloads
{
    std::vector<QByteArray> bytes;
    std::function<size_t(size_t)> decode; ///< the payload at this index
};

double secondsOf(int passes, size_t count, const std::function<size_t(size_t)> &one, size_t &sink)
{
    QElapsedTimer timer;
    timer.start();
    for (int pass = 0; pass < passes; ++pass) {
        for (size_t i = 0; i < count; ++i)
            sink += one(i);
    }
    return static_cast<double>(timer.nsecsElapsed()) / 1e9 / passes;
}

double median(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<qsizetype>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

size_t usesOf(const wire::Decoded &decoded)
{
    return decoded.messages.size() + decoded.controls.size() + decoded.issues.size();
}

void compare(const char *what, const Payloads &payloads)
{
    const size_t count = payloads.bytes.size();
    if (count == 0) {
        std::printf("  %-7s none recorded\n", what);
        return;
    }
    qint64 total = 0;
    for (const QByteArray &one : payloads.bytes)
        total += one.size();
    const auto parse = [&payloads](size_t i) -> size_t {
        return QJsonDocument::fromJson(payloads.bytes[i]).isNull() ? 0 : 1;
    };
    const int passes
        = static_cast<int>(std::max<qint64>(1, roundBytes / std::max<qint64>(1, total)));
    size_t sink = 0;
    std::vector<double> own;
    std::vector<double> qt;
    secondsOf(1, count, payloads.decode, sink); // buffers grow
    for (int round = 0; round < rounds; ++round) {
        own.push_back(secondsOf(passes, count, payloads.decode, sink));
        qt.push_back(secondsOf(passes, count, parse, sink));
    }
    const double decode = median(own);
    const double qjson = median(qt);
    const auto number = static_cast<double>(count);
    const auto megabytes = static_cast<double>(total) / 1e6;
    std::printf("  %-7s %4zu of %6lld bytes   decode %8.0f frames/s %6.1f MB/s   "
                "QJson %8.0f frames/s %6.1f MB/s   ratio %.2f\n",
                what, count, static_cast<long long>(total), number / decode, megabytes / decode,
                number / qjson, megabytes / qjson, qjson / decode);
    if (sink == 0)
        std::printf("  nothing was decoded\n");
}

void measure(const wire::Dialect &dialect)
{
    const test::Playing played
        = test::play(dialect, QStringLiteral(FW_TESTS_DIR "/dialects/") + dialect.name());
    std::printf("%s\n", qPrintable(dialect.name()));
    Payloads frames;
    for (const wire::Frame &frame : played.frames)
        frames.bytes.push_back(frame.bytes);
    frames.decode
        = [&](size_t i) { return usesOf(dialect.decode(played.frames[i], played.facts)); };
    compare("frames", frames);
    std::vector<const test::Played *> answers; // those with a body
    Payloads bodies;
    for (const test::Played &one : played.answers) {
        if (one.reply.body.isEmpty())
            continue;
        answers.push_back(&one);
        bodies.bytes.push_back(one.reply.body);
    }
    bodies.decode = [&](size_t i) {
        return usesOf(dialect.decode(answers[i]->request, answers[i]->reply, answers[i]->facts));
    };
    compare("bodies", bodies);
}

} // namespace

int main()
{
    for (const auto &dialect : dialects::allDialects())
        measure(*dialect);
    return 0;
}
