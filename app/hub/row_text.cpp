// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/row_text.h"

#include <QLocale>

#include <array>
#include <cmath>
#include <cstdio>
#include <string_view>

namespace fw::hub {

using namespace Qt::StringLiterals;

namespace {

void writeText(QByteArray &out, const QString &text)
{
    out += '"';
    for (const char c : text.toUtf8()) { // half a surrogate pair becomes a question mark
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20) {
            constexpr std::string_view digits = "0123456789abcdef";
            out += "\\u00";
            out += digits[byte >> 4U];
            out += digits[byte & 15U];
        } else {
            out += c;
        }
    }
    out += '"';
}

/// 2026-11-21T12:00:03.120Z, as toIso() writes it; years beyond four digits are toIso()'s.
void writeTime(QByteArray &out, WallTime time)
{
    using namespace std::chrono;
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    const int year = int(date.year());
    if (year < 1000 || year > 9999) {
        out += '"' + toIso(time).toLatin1() + '"';
        return;
    }
    std::array<char, 40> text{};
    const int size
        = std::snprintf(text.data(), text.size(), "\"%04d-%02u-%02uT%02d:%02d:%02d.%03dZ\"", year,
                        unsigned(date.month()), unsigned(date.day()), int(clock.hours().count()),
                        int(clock.minutes().count()), int(clock.seconds().count()),
                        int(clock.subseconds().count()));
    out.append(text.data(), size);
}

/// The members of one object.
class Writer
{
public:
    explicit Writer(QByteArray &out)
        : m_out(out)
    {
        m_out += '{';
    }
    void text(const char *key, const QString &value)
    {
        begin(key);
        writeText(m_out, value);
    }
    void filled(const char *key, const QString &value)
    {
        if (!value.isEmpty())
            text(key, value);
    }
    void time(const char *key, std::optional<WallTime> value)
    {
        if (!value)
            return;
        begin(key);
        writeTime(m_out, *value);
    }
    template <class Whole> void whole(const char *key, std::optional<Whole> value)
    {
        if (!value)
            return;
        begin(key);
        m_out += QByteArray::number(*value);
    }
    void real(const char *key, std::optional<double> value)
    {
        if (!value)
            return;
        begin(key);
        m_out += std::isfinite(*value)
            ? QByteArray::number(*value, 'g', QLocale::FloatingPointShortest)
            : QByteArray("null");
    }
    QByteArray &begin(const char *key)
    {
        if (!m_out.endsWith('{'))
            m_out += ',';
        m_out += '"';
        m_out += key;
        m_out += "\":";
        return m_out;
    }
    void end() { m_out += '}'; }

private:
    QByteArray &m_out;
};

void writeError(QByteArray &out, const wire::JobError &error)
{
    Writer json(out);
    json.text("code", error.code);
    json.text("message", error.message);
    json.begin("recoverable") += error.recoverable ? "true" : "false";
    json.text("stage", error.stage);
    json.end();
}

} // namespace

QByteArray rowText(const wire::Job &job)
{
    QByteArray out;
    out.reserve(512);
    Writer json(out);
    json.text("jobId", job.id.text);
    json.text("name", job.name);
    json.text("state", wire::stateWord(job.state));
    json.filled("source", job.source);
    json.filled("stage", job.stage);
    json.filled("message", job.message);
    json.filled("thumbnail", job.thumbnail);
    json.whole("size", job.bytes);
    json.whole("priority", job.priority);
    json.whole("attempt", job.attempt);
    json.real("progress", job.progress);
    json.time("created", job.created);
    json.time("updated", job.updated);
    json.time("started", job.started);
    json.time("finished", job.finished);
    if (job.error)
        writeError(json.begin("error"), *job.error);
    json.end();
    return out;
}

} // namespace fw::hub
