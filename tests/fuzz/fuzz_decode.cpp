// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One dialect on any bytes. The first three choose what they are, the rest is the payload:
//   what    0 text frame, 1 binary frame, 2 binary frame whose payload behind its first byte is
//           deflated here, from 3 on the answer to one of the requests the dialect was recorded
//           with or makes by itself
//   status  of an answer, by index
//   facts   0 nothing is known of the server, else what was known in the middle of the recordings
// The payload of an answer is header lines, an empty line, and the body.
//
// fuzz_<dialect> --seeds DIR FILE writes the recordings as such inputs and a dictionary.
#include "dialects/registry.h"
#include "fuzz/claim.h"
#include "support/played.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <array>

using namespace fw;
using namespace Qt::StringLiterals;
using Trouble = wire::HttpReply::Trouble;

namespace {

constexpr size_t kinds = 3; ///< of frames
constexpr size_t most = 256; ///< what a byte can choose
constexpr qsizetype choosing = 3; ///< bytes
constexpr size_t mostFacts = 32;

/// Above 599: no answer, and why.
constexpr auto statuses = std::to_array<int>(
    { 200, 201, 202, 204, 206, 301, 302, 307, 308, 400, 401, 402, 403, 404, 405, 409,
      410, 413, 415, 422, 423, 429, 500, 501, 502, 503, 504, 600, 601, 602, 603, 604 });
constexpr auto troubles = std::to_array({ Trouble::Refused, Trouble::Timeout, Trouble::Broken,
                                          Trouble::Cancelled, Trouble::LocalFile });

const wire::Dialect &dialect()
{
    return *dialects::findDialect(QStringLiteral(FW_FUZZ_DIALECT));
}

/// What a server of this kind was asked, and what was known of it.
struct World
{
    test::Playing played;
    std::vector<wire::HttpRequest> requests;
    std::vector<wire::SessionFacts> facts;
    QSet<QString> known; ///< keys of requests
};

// Requests that differ in ids only are one.
QString keyOf(const wire::HttpRequest &request)
{
    static const QRegularExpression id(u"[0-9a-f]*[0-9][0-9a-f-]*"_s);
    QString tag = request.tag.section(u'{', 0, 0);
    QString path = request.url.path();
    return QString::fromLatin1(request.method) + u' ' + path.replace(id, u"#"_s) + u' '
        + tag.replace(id, u"#"_s);
}

void add(World &world, const wire::HttpRequest &request)
{
    const QString key = keyOf(request);
    if (world.known.contains(key) || world.requests.size() + kinds >= most)
        return;
    world.known.insert(key);
    world.requests.push_back(request);
}

void add(World &world, const std::vector<wire::HttpRequest> &requests)
{
    for (const wire::HttpRequest &request : requests)
        add(world, request);
}

QJsonValue valueFor(const wire::FieldSpec &field)
{
    using Type = wire::FieldSpec::Type;
    switch (field.type) {
    case Type::Whole:
    case Type::Number:
        return std::max(field.minimum, 1.0);
    case Type::Flag:
        return true;
    case Type::Choice:
        return field.choices.value(0, u"x"_s);
    case Type::Color:
        return u"#102030"_s;
    case Type::File:
        return u"/recorded/picture.png"_s;
    case Type::TextList:
        return QJsonArray{ u"x"_s };
    case Type::Text:
    case Type::LongText:
    case Type::Secret:
        break;
    }
    return QString(std::max<qsizetype>(static_cast<qsizetype>(field.minimum), 1), u'x');
}

void addReads(World &world, const wire::SessionFacts &facts)
{
    wire::Interest interest;
    for (const wire::ItemKind &kind : dialect().capabilities(facts).kinds)
        interest.kinds.append(kind.name);
    interest.details = { JobId{ u"1"_s } };
    interest.open = { { JobId{ u"2"_s }, {}, {} } };
    for (const bool full : { true, false }) {
        interest.fullRead = full;
        add(world, dialect().poll(interest, facts));
    }
    add(world, dialect().prepare(facts));
    add(world, dialect().goodbye(facts));
    add(world, dialect().probes(facts.baseUrl));
}

void addSignIns(World &world, wire::SessionFacts facts)
{
    for (const wire::SignInWay &way : dialect().about().signInWays) {
        wire::Credentials credentials;
        credentials.kind = way.kind;
        for (const wire::FieldSpec &field : way.fields)
            credentials.values.insert(field.name, Secret("someone@example.invalid"));
        if (auto request = dialect().signIn(credentials, facts))
            add(world, *request);
    }
    facts.refresh = Secret("refresh");
    if (auto request = dialect().renew(facts))
        add(world, *request);
}

void addEdits(World &world, const wire::SessionFacts &facts)
{
    const EditId edit{ u"0190b2c4-7cc4-7bb2-8f0e-2f4f6e1f3a11"_s };
    std::vector<wire::Command> commands{
        wire::FetchDetail{ JobId{ u"1"_s } }, wire::AskStatus{ edit },
        wire::AddMedia{ edit, { u"/recorded/clip.mp4"_s }, 0, {} },
        wire::UploadMedia{ edit, u"/recorded/clip.mp4"_s, 0, {}, 1 }, wire::AddSample{ edit, {} }
    };
    const wire::Capabilities can = dialect().capabilities(facts);
    for (size_t action = 0; action < can.actions.size(); ++action) {
        wire::ControlJob control;
        control.edit = edit;
        control.job = JobId{ u"1"_s };
        control.action = static_cast<wire::JobAction>(action);
        control.priority = 5;
        commands.emplace_back(std::move(control));
    }
    for (const wire::ActionOffer &offer : can.offers) {
        QJsonObject arguments;
        for (const wire::FieldSpec &field : offer.fields)
            arguments.insert(field.name, valueFor(field));
        const QString target = offer.target.isEmpty() ? QString() : u"1"_s;
        commands.emplace_back(wire::RunAction{ edit, offer.name, target, arguments });
    }
    for (const wire::Command &command : commands) {
        if (auto out = dialect().encode(command, facts)) {
            for (wire::HttpRequest &request : out->requests)
                request.edit = edit;
            add(world, out->requests);
        }
    }
}

// What the profile can say, and the sub-protocols it asks for.
std::vector<wire::SessionFacts> variantsOf(const wire::SessionFacts &facts)
{
    std::vector<wire::SessionFacts> all;
    const wire::Greeting greeting = dialect().greet(facts.profile, facts);
    for (const QString &subProtocol : greeting.subProtocols) {
        all.push_back(facts);
        all.back().subProtocol = subProtocol;
    }
    for (const wire::FieldSpec &option : dialect().about().options) {
        for (const QString &choice : option.choices) {
            all.push_back(facts);
            all.back().profile.options.insert(option.name, choice);
        }
    }
    return all;
}

World makeWorld()
{
    World world;
    world.played = test::play(dialect(), QStringLiteral(FW_TESTS_DIR "/dialects/" FW_FUZZ_DIALECT));
    world.facts.push_back(test::firstFacts(dialect()));
    const auto learn = [&world](const wire::SessionFacts &facts) {
        if (world.facts.size() < mostFacts
            && std::ranges::find(world.facts, facts) == world.facts.end())
            world.facts.push_back(facts);
    };
    learn(world.played.facts);
    for (const wire::SessionFacts &facts : variantsOf(world.facts.front()))
        learn(facts);
    for (const test::Played &one : world.played.answers)
        learn(one.facts);
    for (const test::Played &one : world.played.answers)
        add(world, one.request);
    for (const size_t at : { size_t(0), size_t(1), world.facts.size() - 1 }) {
        const wire::SessionFacts facts = world.facts[std::min(at, world.facts.size() - 1)];
        addReads(world, facts);
        addEdits(world, facts);
        addSignIns(world, facts);
    }
    add(world, world.played.followUps);
    return world;
}

const World &world()
{
    static const World made = makeWorld();
    return made;
}

void check(const wire::Decoded &decoded)
{
    for (const wire::Issue &issue : decoded.issues) {
        fuzz::claim(!issue.failure.detail.isEmpty(), "an issue has words");
        fuzz::claim(issue.failure.code != Failure::Code::Internal, "an issue is not our mistake");
        fuzz::claim(issue.excerpt.size() <= 200, "an excerpt is bounded");
    }
}

wire::HttpReply replyFrom(int status, const QByteArray &payload)
{
    wire::HttpReply reply;
    if (status >= 600) {
        reply.trouble = troubles[static_cast<size_t>(status - 600)];
        reply.error = u"nothing came"_s;
        return reply;
    }
    reply.status = status;
    qsizetype from = 0;
    while (reply.headers.size() < 16) {
        const qsizetype end = payload.indexOf('\n', from);
        if (end <= from) {
            from = end == from ? end + 1 : from;
            break;
        }
        const QByteArray line = payload.mid(from, end - from);
        const qsizetype colon = line.indexOf(": ");
        if (colon <= 0)
            break;
        reply.headers.append({ line.first(colon), line.sliced(colon + 2) });
        from = end + 1;
    }
    reply.body = payload.sliced(from);
    return reply;
}

wire::Frame frameFrom(size_t kind, QByteArray payload)
{
    if (kind == 2 && !payload.isEmpty()) {
        const QByteArray deflated = qCompress(payload.sliced(1)).sliced(4); // without its length
        payload = payload.first(1) + deflated;
    }
    return { kind == 0 ? wire::Frame::Kind::Text : wire::Frame::Kind::Binary, std::move(payload) };
}

QByteArray seedOf(size_t what, int status, const wire::SessionFacts &facts,
                  const QByteArray &payload)
{
    const auto statusAt = std::ranges::find(statuses, status);
    const auto factsAt = std::ranges::find(world().facts, facts);
    QByteArray seed;
    seed.append(static_cast<char>(what));
    seed.append(static_cast<char>(statusAt == statuses.end() ? 0 : statusAt - statuses.begin()));
    seed.append(
        static_cast<char>(factsAt == world().facts.end() ? 1 : factsAt - world().facts.begin()));
    return seed + payload;
}

QByteArray seedOf(const test::Played &played)
{
    const QString key = keyOf(played.request);
    size_t what = kinds;
    for (size_t i = 0; i < world().requests.size(); ++i) {
        if (keyOf(world().requests[i]) == key)
            what = kinds + i;
    }
    QByteArray payload;
    for (const auto &[name, value] : played.reply.headers)
        payload += name + ": " + value + '\n';
    const auto trouble = std::ranges::find(troubles, played.reply.trouble);
    const int status = played.reply.status > 0 ? played.reply.status
                                               : 600 + static_cast<int>(trouble - troubles.begin());
    return seedOf(what, status, played.facts, payload + '\n' + played.reply.body);
}

void save(const QString &dir, const QByteArray &seed)
{
    const QByteArray name = QCryptographicHash::hash(seed, QCryptographicHash::Sha1).toHex();
    QFile file(dir + u'/' + QString::fromLatin1(name));
    fuzz::claim(file.open(QIODevice::WriteOnly) && file.write(seed) == seed.size(), "seed saved");
}

// The tests write frames and answers that no server was recorded with.
void saveWritten(const QString &dir)
{
    static const QRegularExpression raw(uR"~(R"\(([{\[].*?)\)")~"_s,
                                        QRegularExpression::DotMatchesEverythingOption);
    QDirIterator files(QStringLiteral(FW_TESTS_DIR "/dialects"),
                       { QStringLiteral("tst_" FW_FUZZ_DIALECT "_*.cpp") }, QDir::Files);
    size_t turn = 0;
    while (files.hasNext()) {
        const QString text = QString::fromUtf8(test::bytesOf(files.next()));
        auto found = raw.globalMatch(text);
        while (found.hasNext()) {
            const QByteArray payload = found.next().captured(1).toUtf8();
            const size_t facts = ++turn % world().facts.size();
            save(dir, seedOf(0, 200, world().facts[0], payload));
            save(dir, seedOf(2, 200, world().facts[facts], '\1' + payload));
            save(dir,
                 seedOf(kinds + turn % world().requests.size(), 200, world().facts[facts],
                        "Content-Type: application/json\n\n" + payload));
        }
    }
}

void saveSeeds(const QString &dir)
{
    fuzz::claim(QDir().mkpath(dir), "folder made");
    for (const test::Played &one : world().played.answers)
        save(dir, seedOf(one));
    for (const wire::Frame &frame : world().played.frames) {
        save(dir, seedOf(0, 200, world().played.facts, frame.bytes));
        save(dir, seedOf(2, 200, world().played.facts, '\1' + frame.bytes));
    }
    for (size_t i = 0; i < world().requests.size(); ++i)
        save(dir,
             seedOf(kinds + i, 200, world().played.facts, "Content-Type: application/json\n\n{}"));
    saveWritten(dir);
}

// Every word the dialect writes in quotes: keys and values of its protocol among them.
void saveWords(const QString &path)
{
    static const QRegularExpression quoted(uR"~("([\w.:/ -]{2,40})")~"_s);
    QSet<QString> words;
    for (const char *folder : { FW_FUZZ_DIALECT, "common" }) {
        QDirIterator files(QStringLiteral(FW_TESTS_DIR "/../app/dialects/")
                               + QString::fromLatin1(folder),
                           { u"*.cpp"_s, u"*.h"_s }, QDir::Files);
        while (files.hasNext()) {
            auto found = quoted.globalMatch(QString::fromUtf8(test::bytesOf(files.next())));
            while (found.hasNext())
                words.insert(found.next().captured(1));
        }
    }
    QStringList lines;
    for (const QString &word : words)
        lines.append(u"\"\\\"%1\\\"\"\n"_s.arg(word));
    lines.sort();
    QFile file(path);
    fuzz::claim(file.open(QIODevice::WriteOnly), "dictionary opened");
    file.write(lines.join(QString()).toUtf8());
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)world();
    if (*argc == 4 && QByteArrayView((*argv)[1]) == "--seeds") {
        saveSeeds(QFile::decodeName((*argv)[2]));
        saveWords(QFile::decodeName((*argv)[3]));
        std::printf("%zu requests, %zu facts\n", world().requests.size(), world().facts.size());
        std::exit(0);
    }
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    if (size < choosing)
        return 0;
    const QByteArray payload(reinterpret_cast<const char *>(data) + choosing,
                             static_cast<qsizetype>(size) - choosing);
    const wire::SessionFacts &facts = world().facts[data[2] % world().facts.size()];
    if (data[0] < kinds) {
        check(dialect().decode(frameFrom(data[0], payload), facts));
        return 0;
    }
    const wire::HttpRequest &request
        = world().requests[(data[0] - kinds) % world().requests.size()];
    const wire::HttpReply reply = replyFrom(statuses[data[1] % statuses.size()], payload);
    check(dialect().decode(request, reply, facts));
    (void)dialect().recognise(request, reply);
    return 0;
}
