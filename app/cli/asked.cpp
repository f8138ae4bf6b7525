// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/asked.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

#include <algorithm>

namespace fw::cli {

using namespace Qt::StringLiterals;
using Type = wire::FieldSpec::Type;

namespace {

constexpr qsizetype maxIds = 40;
constexpr int usualPriority = 5; ///< every server's scale has it
constexpr size_t maxFollowUps = 2000;

const EditId standIn{ u"recorded"_s }; ///< the id of an edit we know nothing else of

QStringList segmentsOf(const QUrl &url)
{
    return url.path(QUrl::FullyDecoded).split(u'/', Qt::SkipEmptyParts);
}

// Ids differ from run to run: "17", a UUID, a long word with digits.
bool looksLikeAnId(const QString &segment)
{
    return std::ranges::any_of(segment, [](QChar c) { return c.isDigit(); });
}

// How well two requests fit: 0 not at all, more for the same ids and the same query.
int likeness(const wire::HttpRequest &asked, const wire::HttpRequest &seen)
{
    if (asked.method != seen.method)
        return 0;
    int points = 100;
    if (asked.url.path(QUrl::FullyDecoded) != seen.url.path(QUrl::FullyDecoded)) {
        const QStringList a = segmentsOf(asked.url);
        const QStringList b = segmentsOf(seen.url);
        if (a.size() != b.size())
            return 0;
        for (qsizetype i = 0; i < a.size(); ++i) {
            if (a[i] == b[i])
                continue;
            if (!looksLikeAnId(a[i]) || !looksLikeAnId(b[i]))
                return 0;
            points -= 10;
        }
    }
    const auto query = QUrlQuery(seen.url).queryItems();
    const auto own = QUrlQuery(asked.url);
    for (const auto &[key, value] : query) {
        if (own.hasQueryItem(key))
            points += own.queryItemValue(key) == value ? 3 : 1;
        else
            points -= 1;
    }
    return std::max(points, 1);
}

// Everything in the request that may be the id of something.
QStringList idsIn(const wire::HttpRequest &seen, const store::State &state)
{
    QStringList words = segmentsOf(seen.url);
    std::ranges::reverse(words); // ids stand at the end mostly
    const auto query = QUrlQuery(seen.url).queryItems(QUrl::FullyDecoded);
    for (const auto &[key, value] : query)
        words.append(value);
    const auto body = QJsonDocument::fromJson(seen.body).object();
    for (const auto &value : body) {
        const QString word = value.toVariant().toString();
        if (!word.isEmpty() && word.size() <= 64)
            words.append(word);
    }
    // What we call it may have more to it: "batch:12", "1:clip.mp4".
    QStringList ids;
    const auto consider = [&](const QString &id) {
        const bool ends = std::ranges::any_of(words, [&](const QString &word) {
            return id != word && id.size() > word.size() && id.endsWith(word)
                && !id.at(id.size() - word.size() - 1).isLetterOrNumber();
        });
        const bool begins = std::ranges::any_of(words, [&](const QString &word) {
            return !word.isEmpty() && id.startsWith(word + u':');
        });
        if ((ends || begins) && ids.size() < maxIds)
            ids.append(id);
    };
    for (const store::JobEntry &entry : state.jobs)
        consider(entry.job.id.text);
    for (const store::ItemEntry &entry : state.items)
        consider(entry.item.id.text);
    ids += words;
    ids.removeDuplicates();
    return ids.mid(0, maxIds) + QStringList{ u"1"_s };
}

// A value the field takes: what was recorded under its name, else anything that fits.
QJsonValue valueFor(const wire::FieldSpec &field, const QJsonObject &body, const QString &file)
{
    const QJsonValue recorded = body[field.name];
    switch (field.type) {
    case Type::File:
        return file;
    case Type::Whole:
    case Type::Number:
        return recorded.isDouble()    ? recorded
            : field.preset.isDouble() ? field.preset
                                      : QJsonValue(std::max(field.minimum, 1.0));
    case Type::Flag:
        return recorded.isBool() ? recorded : QJsonValue(true);
    case Type::Choice:
        return field.choices.contains(recorded.toString()) ? recorded
            : field.choices.isEmpty()                      ? QJsonValue(u"x"_s)
                                                           : QJsonValue(field.choices.front());
    case Type::Color:
        return u"#102030"_s;
    case Type::TextList:
        return recorded.isArray() ? recorded : QJsonValue(QJsonArray{ u"x"_s });
    case Type::Text:
    case Type::LongText:
    case Type::Secret:
        break;
    }
    if (recorded.isString() && !recorded.toString().isEmpty())
        return recorded;
    return QString(std::max<qsizetype>(static_cast<qsizetype>(field.minimum), 1), u'x');
}

QJsonObject argumentsFor(const wire::ActionOffer &offer, const QJsonObject &body,
                         const QString &file, bool all)
{
    QJsonObject arguments;
    for (const wire::FieldSpec &field : offer.fields) {
        if (all || field.required || body.contains(field.name))
            arguments.insert(field.name, valueFor(field, body, file));
    }
    return arguments;
}

QJsonObject fieldsOf(const wire::HttpRequest &seen)
{
    QJsonObject body = QJsonDocument::fromJson(seen.body).object();
    for (const wire::FormPart &part : seen.form)
        body.insert(QString::fromUtf8(part.name), QString::fromUtf8(part.value));
    return body;
}

// Names of files that are taken for what they end in; a dialect reads no file.
QStringList filesFor(const wire::HttpRequest &seen)
{
    QStringList files;
    for (const wire::FormPart &part : seen.form) {
        if (!part.fileName.isEmpty())
            files.append(u"/recorded/"_s + part.fileName);
    }
    files += { u"/recorded/picture.png"_s, u"/recorded/clip.mp4"_s };
    files.removeDuplicates();
    return files;
}

} // namespace

Asked::Asked(const wire::Dialect &dialect)
    : m_dialect(dialect)
{
}

// A server may be asked in several ways, by what the profile says and by what it refused.
std::vector<wire::SessionFacts> Asked::ways(const wire::SessionFacts &facts) const
{
    std::vector<wire::SessionFacts> all{ facts };
    for (const wire::FieldSpec &field : m_dialect.about().options) {
        if (field.type != Type::Choice)
            continue;
        for (const QString &choice : field.choices) {
            wire::SessionFacts other = facts;
            other.profile.options.insert(field.name, choice);
            all.push_back(std::move(other));
        }
    }
    for (const int status : { 403, 404 }) {
        if (auto other = m_dialect.otherWay(0, status, facts))
            all.push_back(std::move(*other));
    }
    return all;
}

int Asked::kinship(const wire::HttpRequest &seen, const wire::SessionFacts &facts) const
{
    const QStringList words = segmentsOf(seen.url);
    int most = 0;
    for (const wire::HttpRequest &request : reads({}, facts, {})) {
        const QStringList own = segmentsOf(request.url);
        const auto same = std::ranges::mismatch(own, words).in1 - own.begin();
        most = std::max(most, static_cast<int>(same));
    }
    return most;
}

void Asked::note(const std::vector<wire::HttpRequest> &followUps)
{
    std::ranges::copy(followUps, std::back_inserter(m_followUps));
    if (m_followUps.size() > maxFollowUps)
        m_followUps.erase(m_followUps.begin(), m_followUps.end() - maxFollowUps / 2);
}

Asked::Requests Asked::reads(const QStringList &ids, const wire::SessionFacts &facts,
                             const store::State &state) const
{
    wire::Interest interest;
    for (const wire::ItemKind &kind : m_dialect.capabilities(facts).kinds)
        interest.kinds.append(kind.name);
    for (const store::JobEntry &entry : state.jobs) {
        if (ids.contains(entry.job.id.text))
            interest.open.push_back({ entry.job.id, entry.job.hint, entry.job.created });
    }
    for (const QString &id : ids) {
        interest.details.append(JobId{ id });
        interest.open.push_back({ JobId{ id }, {}, {} });
    }
    Requests all;
    for (const wire::SessionFacts &way : ways(facts)) {
        for (const bool full : { true, false }) {
            interest.fullRead = full;
            std::ranges::move(m_dialect.poll(interest, way), std::back_inserter(all));
        }
        std::ranges::move(m_dialect.prepare(way), std::back_inserter(all));
    }
    for (const QString &id : ids)
        encode(wire::FetchDetail{ JobId{ id } }, facts, all);
    std::ranges::move(m_dialect.probes(facts.baseUrl), std::back_inserter(all));
    std::ranges::move(m_dialect.goodbye(facts), std::back_inserter(all));
    return all;
}

Asked::Requests Asked::signIns(const wire::SessionFacts &facts) const
{
    Requests all;
    for (const wire::SignInWay &way : m_dialect.about().signInWays) {
        wire::Credentials credentials;
        credentials.kind = way.kind;
        for (const wire::FieldSpec &field : way.fields)
            credentials.values.insert(field.name, Secret("someone@example.invalid"));
        for (const auto *name : { "code", "verifier", "redirect", "token" })
            credentials.values.insert(QString::fromLatin1(name), Secret("http://127.0.0.1/x"));
        if (auto request = m_dialect.signIn(credentials, facts))
            all.push_back(std::move(*request));
    }
    wire::SessionFacts known = facts;
    known.refresh = Secret("recorded");
    if (auto request = m_dialect.renew(known))
        all.push_back(std::move(*request));
    return all;
}

void Asked::encode(const wire::Command &command, const wire::SessionFacts &facts,
                   Requests &into) const
{
    if (auto out = m_dialect.encode(command, facts))
        std::ranges::move(out->requests, std::back_inserter(into));
}

Asked::Requests Asked::edits(const wire::HttpRequest &seen, const QStringList &ids,
                             const wire::SessionFacts &facts) const
{
    Requests all;
    const wire::Capabilities can = m_dialect.capabilities(facts);
    const QJsonObject body = fieldsOf(seen);
    const QStringList files = filesFor(seen);
    for (const QString &file : files) {
        encode(wire::AddMedia{ standIn, { file }, 0, {} }, facts, all);
        encode(wire::UploadMedia{ standIn, file, 0, {}, 1 }, facts, all);
    }
    encode(wire::AddSample{ standIn, {} }, facts, all);
    for (const QString &id : ids) {
        for (int action = 0; action < static_cast<int>(can.actions.size()); ++action) {
            wire::ControlJob control;
            control.edit = standIn;
            control.job = JobId{ id };
            control.action = static_cast<wire::JobAction>(action);
            control.priority = body["priority"_L1].toInt(usualPriority);
            encode(control, facts, all);
        }
    }
    for (const wire::ActionOffer &offer : can.offers) {
        const QStringList targets = offer.target.isEmpty() ? QStringList{ QString() } : ids;
        for (const QString &file : files) {
            for (const bool every : { false, true }) {
                const QJsonObject arguments = argumentsFor(offer, body, file, every);
                for (const QString &target : targets)
                    encode(wire::RunAction{ standIn, offer.name, target, arguments }, facts, all);
            }
        }
    }
    for (wire::HttpRequest &request : all)
        request.edit = standIn;
    return all;
}

// What the dialect cannot ask with what is known by now, e.g. for want of an earlier answer.
std::optional<Asked::Match> Asked::byPath(const wire::HttpRequest &seen) const
{
    Match match{ seen, true };
    if (seen.method != "GET")
        match.request.edit = standIn;
    match.request.tag = m_dialect.tagFor(match.request);
    return match.request.tag.isEmpty() ? std::nullopt : std::optional(std::move(match));
}

std::optional<Asked::Match> Asked::match(const wire::HttpRequest &seen,
                                         const wire::SessionFacts &facts,
                                         const store::State &state) const
{
    const wire::HttpRequest *best = nullptr;
    int most = 0;
    const auto consider = [&](const Requests &requests) {
        for (const wire::HttpRequest &request : requests) {
            const int points = likeness(request, seen);
            if (points > most) {
                most = points;
                best = &request;
            }
        }
    };
    Requests recent = m_followUps;
    std::ranges::reverse(recent);
    const QStringList ids = idsIn(seen, state);
    const Requests read = reads(ids, facts, state);
    const Requests signIn = signIns(facts);
    consider(recent);
    consider(read);
    consider(signIn);
    Requests edit;
    // What changes nothing is no edit, and the reads know it better.
    if (most < 100) {
        edit = edits(seen, ids, facts);
        consider(edit);
    }
    if (!best)
        return byPath(seen);
    Match match{ seen, most > 90 };
    match.request.tag = best->tag;
    match.request.edit = best->edit;
    match.request.mayFail = best->mayFail;
    return match;
}

} // namespace fw::cli
