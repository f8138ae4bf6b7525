// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// 206 Content-Range: bytes 0-99/974022   ETag: "1795263223.7050712-974022-1546264797"
// 302 Location: /portal/login            (the program of the orchestrator, signed out)
// 403 {"error":"Unauthorized","unauthorized":["zz_yy_xx.mp4"]}
#include "files/answer.h"

#include "wire/dialect.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QRegularExpression>

namespace fw::files {

using namespace Qt::StringLiterals;
using Kind = Verdict::Kind;

namespace {

struct Said
{
    Q_DECLARE_TR_FUNCTIONS(fw::files::Saver)
};

constexpr qsizetype longestWords = 300;
constexpr qsizetype mostNames = 5;

/// "bytes 200-999/1000" or "bytes */1000".
struct ContentRange
{
    qint64 first = -1;
    qint64 last = -1;
    qint64 total = 0; ///< 0: not said
};

std::optional<ContentRange> contentRange(const QByteArray &text)
{
    static const QRegularExpression shape(
        u"^bytes (?:(\\d{1,18})-(\\d{1,18})|\\*)/(?:(\\d{1,18})|\\*)$"_s);
    const auto match = shape.match(QString::fromLatin1(text.trimmed()));
    if (!match.hasMatch())
        return std::nullopt;
    ContentRange range;
    if (match.hasCaptured(1) && !match.captured(1).isEmpty()) {
        range.first = match.captured(1).toLongLong();
        range.last = match.captured(2).toLongLong();
    }
    range.total = match.captured(3).toLongLong();
    const bool isPossible = range.first < 0
        || (range.last >= range.first && (range.total == 0 || range.last < range.total));
    return isPossible ? std::optional(range) : std::nullopt;
}

std::optional<QDateTime> httpDate(const QByteArray &text)
{
    const QDateTime time = QLocale::c().toDateTime(QString::fromLatin1(text.trimmed()),
                                                   u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    return time.isValid() ? std::optional(time) : std::nullopt;
}

Verdict no(Failure::Code code, const QString &detail)
{
    Verdict verdict;
    verdict.failure = { code, detail };
    return verdict;
}

Verdict signedOut()
{
    return no(Failure::Code::Unauthorised,
              Said::tr("You are signed out: the server wants a sign-in."));
}

bool hasEnding(const QString &name, std::initializer_list<QLatin1StringView> endings)
{
    return std::ranges::any_of(endings, [&name](QLatin1StringView ending) {
        return name.endsWith(ending, Qt::CaseInsensitive);
    });
}

// Proxies and web pages answer 200 to everything; so does a server whose error is JSON.
bool isAnotherThing(const Asked &asked, const wire::HttpReply &head)
{
    const QByteArray type = head.header("Content-Type").toLower();
    if (type.contains("text/html"))
        return !hasEnding(asked.name, { ".html"_L1, ".htm"_L1 });
    if (type.contains("application/json"))
        return !hasEnding(asked.name, { ".json"_L1 });
    return false;
}

Verdict whole(const Asked &asked, const wire::HttpReply &head)
{
    if (isAnotherThing(asked, head))
        return no(Failure::Code::BadInput,
                  Said::tr("The server sent a web page or a message instead of the file."));
    Verdict verdict;
    verdict.kind = Kind::Whole;
    verdict.total = std::max<qint64>(0, head.header("Content-Length").toLongLong());
    verdict.validator = validatorOf(head);
    return verdict;
}

Verdict rest(const Asked &asked, const wire::HttpReply &head)
{
    Verdict verdict;
    verdict.kind = Kind::Again;
    const auto range = contentRange(head.header("Content-Range"));
    if (asked.from == 0) // nobody asked for a part
        return no(Failure::Code::BadInput, Said::tr("The server sent a part of the file only."));
    if (!range || range->first != asked.from)
        return verdict;
    if (asked.total > 0 && range->total > 0 && range->total != asked.total)
        return verdict;
    const QByteArray tag = head.header("ETag");
    if (asked.validator.startsWith('"') && !tag.isEmpty() && tag != asked.validator)
        return verdict; // another file, whatever our If-Range said
    verdict.kind = Kind::Rest;
    verdict.total = range->total > 0 ? range->total : asked.total;
    verdict.validator = asked.validator;
    return verdict;
}

Verdict moved(const Asked &asked, const wire::HttpReply &head)
{
    const QUrl to = asked.url.resolved(QUrl::fromEncoded(head.header("Location")));
    if (!to.isValid() || !wire::sameOrigin(to, asked.url))
        return no(Failure::Code::Refused, Said::tr("The server sends us to another server."));
    Verdict verdict;
    verdict.kind = Kind::Elsewhere;
    verdict.url = to;
    return verdict;
}

Failure::Code codeFor(int status)
{
    switch (status) {
    case 403:
        return Failure::Code::Forbidden;
    case 404:
    case 410:
        return Failure::Code::NotFound;
    case 413:
        return Failure::Code::TooLarge;
    case 408:
    case 504:
        return Failure::Code::Timeout;
    case 502:
    case 503:
        return Failure::Code::Unreachable;
    }
    return Failure::Code::Refused;
}

bool comesAgain(int status)
{
    return status == 408 || status == 429 || (status >= 502 && status <= 504);
}

QString namesIn(const QJsonObject &object)
{
    for (const char *list : { "missing", "unauthorized", "rejected" }) {
        QStringList names;
        const QJsonArray all = object[QLatin1StringView(list)].toArray();
        for (const QJsonValue &one : all) {
            if (names.size() < mostNames)
                names.append(one.toString());
        }
        if (names.isEmpty())
            continue;
        const QString more = all.size() > mostNames ? u", …"_s : QString();
        return u": "_s + names.join(u", "_s) + more;
    }
    return {};
}

} // namespace

QByteArray validatorOf(const wire::HttpReply &head)
{
    const QByteArray tag = head.header("ETag").trimmed();
    if (tag.size() >= 2 && tag.startsWith('"') && tag.endsWith('"'))
        return tag;
    const QByteArray changed = head.header("Last-Modified").trimmed();
    const auto then = httpDate(changed);
    const auto now = httpDate(head.header("Date"));
    return then && now && then->secsTo(*now) >= 1 ? changed : QByteArray();
}

Verdict judge(const Asked &asked, const wire::HttpReply &head)
{
    switch (head.status) {
    case 200:
        return whole(asked, head);
    case 206:
        return rest(asked, head);
    case 302:
    case 303:
    case 401:
        return signedOut();
    case 301:
    case 307:
    case 308:
        return moved(asked, head);
    case 412:
    case 416: {
        Verdict verdict = no(Failure::Code::Refused, Said::tr("The server has no such part."));
        if (asked.from > 0)
            verdict.kind = Kind::Again;
        return verdict;
    }
    }
    Verdict verdict = no(codeFor(head.status), Said::tr("The server answered %1").arg(head.status));
    if (comesAgain(head.status))
        verdict.kind = Kind::Later;
    return verdict;
}

QString wordsIn(const QByteArray &body)
{
    const QByteArray text = body.trimmed();
    if (text.isEmpty() || text.startsWith('<'))
        return {};
    QString words;
    if (const QJsonObject object = QJsonDocument::fromJson(text).object(); !object.isEmpty()) {
        for (const char *name : { "message", "error", "detail" }) {
            if (words.isEmpty())
                words = object[QLatin1StringView(name)].toString();
        }
        if (words.isEmpty())
            words = object["error"_L1]["message"_L1].toString();
        words += namesIn(object);
    } else if (!text.startsWith('{') && !text.startsWith('[')) {
        words = QString::fromUtf8(text.left(text.indexOf('\n')));
    }
    return words.simplified().left(longestWords);
}

} // namespace fw::files
