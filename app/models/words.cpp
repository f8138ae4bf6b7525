// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/words.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <cmath>

namespace fw::models {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(fw::models::Words)
};

constexpr auto formatNames = std::to_array<std::pair<QLatin1StringView, QLatin1StringView>>({
    { "vertical_9_16"_L1, "9:16"_L1 },
    { "portrait_4_5"_L1, "4:5"_L1 },
    { "square_1_1"_L1, "1:1"_L1 },
    { "landscape_16_9"_L1, "16:9"_L1 },
});

QDateTime local(WallTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count());
}

// "AUDIO_EXTRACTION" reads "Audio extraction".
QString readable(const QString &id)
{
    QString text = id.toLower();
    text.replace(u'_', u' ');
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

} // namespace

QString stateText(wire::JobState state)
{
    switch (state) {
    case wire::JobState::Queued:
        return Words::tr("Queued", "state of a job");
    case wire::JobState::Running:
        return Words::tr("Running", "state of a job");
    case wire::JobState::Paused:
        return Words::tr("Paused", "state of a job");
    case wire::JobState::Attention:
        return Words::tr("Attention", "state of a job that needs a person");
    case wire::JobState::Done:
        return Words::tr("Done", "state of a job");
    case wire::JobState::Failed:
        return Words::tr("Failed", "state of a job");
    case wire::JobState::Cancelled:
        return Words::tr("Cancelled", "state of a job");
    }
    return {};
}

QString formatText(const QString &format)
{
    for (const auto &[name, text] : formatNames) {
        if (format == name)
            return text;
    }
    return format == "original"_L1 ? Words::tr("original size") : format;
}

QString stageText(const QString &stageId)
{
    if (stageId.isEmpty())
        return {};
    if (stageId == "PROBE"_L1)
        return Words::tr("Probe", "stage: the media is examined");
    if (stageId == "SAMPLE"_L1)
        return Words::tr("Sample clip", "stage: the sample is made");
    if (stageId == "THUMBNAIL_GENERATION"_L1)
        return Words::tr("Thumbnails", "stage");
    if (stageId == "PUBLISH"_L1)
        return Words::tr("Publish", "stage: outputs get their final names");
    if (stageId.startsWith("RENDER:"_L1))
        return Words::tr("Render %1", "stage; %1 is a format").arg(formatText(stageId.sliced(7)));
    return stageId == stageId.toUpper() ? readable(stageId) : stageId;
}

QString fateText(store::Fate fate)
{
    switch (fate) {
    case store::Fate::Draft:
        return Words::tr("Draft", "fate of an edit");
    case store::Fate::Sending:
        return Words::tr("Sending", "fate of an edit");
    case store::Fate::Accepted:
        return Words::tr("Accepted", "fate of an edit");
    case store::Fate::Rejected:
        return Words::tr("Rejected", "fate of an edit");
    case store::Fate::NoAnswer:
        return Words::tr("No answer", "fate of an edit");
    case store::Fate::Queued:
        return Words::tr("Queued", "fate of an edit");
    case store::Fate::Held:
        return Words::tr("Held", "fate of an edit");
    case store::Fate::Conflict:
        return Words::tr("Conflict", "fate of an edit");
    }
    return {};
}

QString holdText(store::Hold hold)
{
    switch (hold) {
    case store::Hold::None:
        return {};
    case store::Hold::Person:
        return Words::tr("Put on hold by you.");
    case store::Hold::Recovered:
        return Words::tr("The program ended unexpectedly before this was answered.");
    case store::Hold::Old:
        return Words::tr("Made more than seven days ago.");
    case store::Hold::Tries:
        return Words::tr("Sent too often without an answer.");
    case store::Hold::Predecessor:
        return Words::tr("The change it builds on was not taken.");
    case store::Hold::Disk:
        return Words::tr("It could not be kept on this computer.");
    }
    return {};
}

QString freshnessText(store::Freshness freshness)
{
    switch (freshness) {
    case store::Freshness::Live:
        return Words::tr("Live");
    case store::Freshness::Polling:
        return Words::tr("Polling");
    case store::Freshness::Connecting:
        return Words::tr("Connecting");
    case store::Freshness::Stale:
        return Words::tr("Stale");
    case store::Freshness::Offline:
        return Words::tr("Offline");
    case store::Freshness::SignInNeeded:
        return Words::tr("Sign-in needed");
    case store::Freshness::Cached:
        return Words::tr("From last time");
    }
    return {};
}

bool isReadByDesign(const store::ServerState &server)
{
    return server.freshness == store::Freshness::Polling && !server.capabilities.pushes;
}

QString freshnessText(const store::ServerState &server)
{
    return isReadByDesign(server) ? Words::tr("Read at intervals")
                                  : freshnessText(server.freshness);
}

QString actionText(wire::JobAction action)
{
    switch (action) {
    case wire::JobAction::Cancel:
        return Words::tr("Cancel", "what is done to a job");
    case wire::JobAction::Pause:
        return Words::tr("Pause", "what is done to a job");
    case wire::JobAction::Resume:
        return Words::tr("Resume", "what is done to a job");
    case wire::JobAction::Retry:
        return Words::tr("Retry", "what is done to a job");
    case wire::JobAction::Prioritise:
        return Words::tr("Change priority", "what is done to a job");
    }
    return {};
}

QString errorText(const wire::JobError &error)
{
    if (error.code.isEmpty() || error.message.isEmpty())
        return error.code + error.message;
    return error.code + u": "_s + error.message;
}

QString problemText(const query::Problem &problem)
{
    switch (problem.kind) {
    case query::Problem::Kind::UnclosedQuote:
        return Words::tr("The quote that begins at character %1 is not closed. "
                         "The last valid search stays.")
            .arg(problem.position + 1);
    case query::Problem::Kind::NothingNegated:
        return Words::tr("The minus at character %1 has no word behind it. "
                         "The last valid search stays.")
            .arg(problem.position + 1);
    }
    return {};
}

QString ageText(WallTime time, WallTime now)
{
    const auto age = now - time;
    if (age < std::chrono::seconds(1)) // also a clock that was set back
        return Words::tr("now", "age of a news item");
    if (age < std::chrono::minutes(1))
        return Words::tr("%1 s", "age in seconds")
            .arg(std::chrono::duration_cast<std::chrono::seconds>(age).count());
    if (age < std::chrono::hours(1))
        return Words::tr("%1 min", "age in minutes")
            .arg(std::chrono::duration_cast<std::chrono::minutes>(age).count());
    const QDateTime then = local(time);
    if (then.date() == local(now).date())
        return QLocale().toString(then.time(), QLocale::ShortFormat);
    return QLocale().toString(then.date(), QLocale::ShortFormat);
}

QString untilText(WallTime time, WallTime now)
{
    const auto left = time - now;
    if (left < std::chrono::seconds(1))
        return Words::tr("now", "the moment something ends");
    if (left < std::chrono::minutes(1))
        return Words::tr("in %1 s").arg(
            std::chrono::duration_cast<std::chrono::seconds>(left).count());
    if (left < std::chrono::hours(1))
        return Words::tr("in %1 min")
            .arg(std::chrono::duration_cast<std::chrono::minutes>(left).count());
    if (left < std::chrono::hours(24))
        return Words::tr("in %1 h").arg(
            std::chrono::duration_cast<std::chrono::hours>(left).count());
    return QLocale().toString(local(time).date(), QLocale::ShortFormat);
}

QString timeText(WallTime time)
{
    return local(time).toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

QString clockText(WallTime time)
{
    return local(time).toString(u"HH:mm:ss"_s);
}

QString heardText(WallTime time, WallTime now)
{
    const QDateTime then = local(time);
    const qint64 days = then.date().daysTo(local(now).date());
    if (days <= 0)
        return clockText(time);
    const QString clock = then.toString(u"HH:mm"_s);
    return days == 1
        ? Words::tr("%1, yesterday", "clock time").arg(clock)
        : u"%1, %2"_s.arg(clock, QLocale().toString(then.date(), QLocale::ShortFormat));
}

QString durationText(Millis duration)
{
    const qlonglong seconds = std::chrono::round<std::chrono::seconds>(duration).count();
    if (seconds < 0)
        return unknownText();
    if (seconds < 3600)
        return u"%1:%2"_s.arg(seconds / 60).arg(seconds % 60, 2, 10, QChar(u'0'));
    return Words::tr("%1 h %2 m", "duration in hours and minutes")
        .arg(seconds / 3600)
        .arg(seconds / 60 % 60, 2, 10, QChar(u'0'));
}

QString leftText(const store::TimeLeft &left)
{
    return u'~' + durationText(left.left);
}

QString leftSentence(const store::TimeLeft &left)
{
    return Words::tr("About %1 left, judged by the last %2 of progress.")
        .arg(durationText(left.left), durationText(left.basis));
}

QString bytesText(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

QString percentText(double percent)
{
    // Rounded down: 100 % is said of finished work only.
    return Words::tr("%1 %", "progress").arg(static_cast<int>(std::floor(percent)));
}

QString readableText(const QString &word)
{
    QString text;
    for (qsizetype at = 0; at < word.size(); ++at) {
        const QChar c = word[at];
        const bool begins = c.isUpper() && at > 0 && word[at - 1].isLower();
        const bool parts = c == u'_' || c == u'-' || c == u'.';
        if ((begins || parts) && !text.isEmpty() && !text.endsWith(u' '))
            text += u' ';
        if (!parts)
            text += c.toLower();
    }
    text = text.trimmed();
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

QString unknownText()
{
    return u"\u2013"_s;
}

} // namespace fw::models
