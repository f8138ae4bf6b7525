// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/registry.h"
#include "support/recorded.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace fw;
using namespace Qt::StringLiterals;

namespace {

const QUrl server(u"http://127.0.0.1:9"_s);

/// How many numbered rows each seed has (protocols, section b).
const QMap<QString, int> rowsOf{
    { u"orchestrator"_s, 61 }, { u"echo"_s, 58 }, { u"imagetools"_s, 67 }, { u"bridge"_s, 91 }
};

wire::SessionFacts factsFor(const wire::Dialect &dialect)
{
    wire::SessionFacts facts;
    facts.baseUrl = server;
    facts.profile.dialect = dialect.name();
    facts.profile.address = server;
    return facts;
}

QString capturesOf(const wire::Dialect &dialect)
{
    return QStringLiteral(FW_TEST_DATA) + u'/' + dialect.name();
}

struct Unasked
{
    QString method;
    QRegularExpression path;
};

/// "METHOD /path/{any}  why" for each route this client leaves alone.
std::vector<Unasked> unaskedOf(const wire::Dialect &dialect)
{
    std::vector<Unasked> all;
    const QString file = capturesOf(dialect) + u"/unasked_routes.txt"_s;
    for (const QString &line : QString::fromUtf8(test::bytesOf(file)).split(u'\n')) {
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        static const QRegularExpression form(u"^([A-Z]+) (/\\S*)  (.{8,})$"_s);
        const auto row = form.match(line);
        if (!row.hasMatch())
            qFatal("%s", qPrintable(file + u": "_s + line));
        QString path = QRegularExpression::escape(row.captured(2));
        path.replace(QRegularExpression(u"\\\\\\{[a-z]+\\\\\\}"_s), u"[^/]+"_s);
        all.push_back({ row.captured(1), QRegularExpression(u'^' + path + u'$') });
    }
    return all;
}

/// Every "tst_x::function" that is written somewhere below tests/.
QSet<QString> allTests()
{
    QSet<QString> tests;
    // Defined in the class or below it.
    static const QRegularExpression definition(u"^(?:void \\w+::|    void )(\\w+)\\(\\)"_s,
                                               QRegularExpression::MultilineOption);
    QDirIterator files(QStringLiteral(FW_SOURCE_DIR "/tests"), { u"tst_*.cpp"_s }, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        auto found = definition.globalMatch(QString::fromUtf8(test::bytesOf(path)));
        while (found.hasNext())
            tests.insert(files.fileInfo().completeBaseName() + u"::"_s + found.next().captured(1));
    }
    return tests;
}

} // namespace

/// What every dialect owes, whatever its server.
class TestContract final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everySeedRowHasATest_data() { dialects(); }
    void everySeedRowHasATest();
    void itSaysWhatItIs_data() { dialects(); }
    void itSaysWhatItIs();
    void whatItCannotDoHasAReason_data() { dialects(); }
    void whatItCannotDoHasAReason();
    void whatOpensAFormSaysSo_data() { dialects(); }
    void whatOpensAFormSaysSo();
    void everyExchangeIsTaken_data() { dialects(); }
    void everyExchangeIsTaken();
    void everyExchangeHasATag_data() { dialects(); }
    void everyExchangeHasATag();
    void everyCutOfAnExchangeIsTaken_data() { dialects(); }
    void everyCutOfAnExchangeIsTaken();
    void noiseIsAnIssueAndNothingElse_data() { dialects(); }
    void noiseIsAnIssueAndNothingElse();
    void itKnowsItsOwnServerBest_data() { dialects(); }
    void itKnowsItsOwnServerBest();
    void probesChangeNothing_data() { dialects(); }
    void probesChangeNothing();

private:
    static void dialects();
    static const wire::Dialect &current();
};

void TestContract::dialects()
{
    QTest::addColumn<QString>("name");
    for (const auto &dialect : dialects::allDialects())
        QTest::newRow(qPrintable(dialect->name())) << dialect->name();
}

const wire::Dialect &TestContract::current()
{
    QFETCH(QString, name);
    return *dialects::findDialect(name);
}

void TestContract::everySeedRowHasATest()
{
    static const QSet<QString> tests = allTests();
    const QString dir = capturesOf(current());
    QVERIFY2(rowsOf.contains(current().name()), "a new dialect says here how many rows it has");
    int next = 1;
    const auto lines = QString::fromUtf8(test::bytesOf(dir + u"/seed_rows.txt"_s)).split(u'\n');
    for (const QString &line : lines) {
        if (!line.startsWith(u'S'))
            continue;
        const QString row = line.section(u' ', 0, 0);
        const QString shown = line.mid(row.size()).trimmed();
        QCOMPARE(row, u"S%1"_s.arg(next++));
        if (shown.startsWith(u'-'))
            QVERIFY2(shown.size() > 20, qPrintable(line)); // a reason, in words
        else
            QVERIFY2(tests.contains(shown), qPrintable(line));
    }
    QCOMPARE(next - 1, rowsOf.value(current().name()));
}

void TestContract::itSaysWhatItIs()
{
    const wire::DialectAbout about = current().about();
    QVERIFY(!about.title.isEmpty());
    QVERIFY(!about.line.isEmpty() && !about.line.contains(u'\n'));
    QVERIFY(about.usualAddress.isValid());
    QVERIFY(!about.signInWays.empty());
    QVERIFY(about.usualPath.isEmpty() || about.usualPath.startsWith(u'/'));
    for (const wire::FieldSpec &option : about.options) {
        QVERIFY(!option.name.isEmpty() && !option.label.isEmpty());
        QVERIFY2(option.type != wire::FieldSpec::Type::Secret, "a profile holds no secret");
    }
    for (const wire::SignInWay &way : about.signInWays) {
        for (const wire::FieldSpec &field : way.fields)
            QVERIFY(!field.name.isEmpty() && !field.label.isEmpty());
    }
}

// "Approve…" asks something first, "Approve" would not.
void TestContract::whatOpensAFormSaysSo()
{
    wire::SessionFacts program = factsFor(current());
    program.extra.insert(u"program"_s, u"brandr"_s);
    for (const wire::SessionFacts &facts : { factsFor(current()), program }) {
        for (const wire::ActionOffer &offer : current().capabilities(facts).offers) {
            if (!offer.fields.empty())
                QVERIFY2(offer.label.endsWith(u'…'), qPrintable(offer.name));
        }
    }
}

void TestContract::whatItCannotDoHasAReason()
{
    static const QStringList reasons{ u"none"_s,        u"noMessage"_s, u"notAnnounced"_s,
                                      u"readOnly"_s,    u"noRoute"_s,   u"tier"_s,
                                      u"notConnected"_s };
    const wire::Capabilities can = current().capabilities(factsFor(current()));
    const auto check = [](const wire::Capability &one, const QString &what) {
        QVERIFY2(reasons.contains(one.reason), qPrintable(what + u": "_s + one.reason));
        QVERIFY2(one.offered == (one.reason == "none"_L1), qPrintable(what));
    };
    check(can.addByPath, u"addByPath"_s);
    check(can.upload, u"upload"_s);
    check(can.sample, u"sample"_s);
    for (const wire::Capability &action : can.actions)
        check(action, u"action"_s);
    QSet<QString> names;
    for (const wire::ActionOffer &offer : can.offers) {
        QVERIFY2(!names.contains(offer.name), qPrintable(offer.name));
        names.insert(offer.name);
        QVERIFY2(!offer.label.isEmpty(), qPrintable(offer.name));
        check(offer.capability, offer.name);
        const bool known = offer.target.isEmpty() || offer.target == "job"_L1
            || std::ranges::any_of(can.kinds, [&](const wire::ItemKind &kind) {
                               return kind.name == offer.target;
                           });
        QVERIFY2(known, qPrintable(offer.name + u" on "_s + offer.target));
        for (const wire::FieldSpec &field : offer.fields)
            QVERIFY2(!field.name.isEmpty() && !field.label.isEmpty(), qPrintable(offer.name));
    }
}

void TestContract::everyExchangeIsTaken()
{
    const auto exchanges = test::exchangesIn(capturesOf(current()), server);
    QVERIFY(!exchanges.empty());
    const wire::SessionFacts facts = factsFor(current());
    for (const test::Exchange &one : exchanges) {
        const wire::Decoded decoded = current().decode(one.request, one.reply, facts);
        for (const wire::Issue &issue : decoded.issues)
            QVERIFY2(issue.failure.code != Failure::Code::Internal
                         && !issue.failure.detail.isEmpty() && issue.excerpt.size() <= 200,
                     qPrintable(one.file));
    }
    for (const test::Recording &recording : test::recordingsIn(capturesOf(current()))) {
        for (const wire::Frame &frame : recording.frames) {
            const wire::Decoded decoded = current().decode(frame, facts);
            for (const wire::Issue &issue : decoded.issues)
                QVERIFY2(!issue.failure.detail.isEmpty(), qPrintable(recording.file));
        }
    }
}

// A recording holds no tags: by method and path a dialect knows what it could have asked itself.
void TestContract::everyExchangeHasATag()
{
    const auto unasked = unaskedOf(current());
    const wire::SessionFacts facts = factsFor(current());
    QSet<size_t> needed;
    QStringList nameless;
    for (const test::Exchange &one : test::exchangesIn(capturesOf(current()), server)) {
        wire::HttpRequest request = one.request;
        request.tag = current().tagFor(request);
        if (request.method != "GET")
            request.edit = EditId{ u"recorded"_s };
        const wire::Decoded decoded = current().decode(request, one.reply, facts);
        for (const wire::Issue &issue : decoded.issues)
            QVERIFY2(issue.failure.code != Failure::Code::Internal, qPrintable(one.file));
        const bool isSaid = one.reply.status / 100 == 2 || one.reply.status / 100 == 4;
        if (!isSaid || !one.reply.header("Content-Type").contains("json"))
            continue;
        const QString path = request.url.path();
        const auto route = std::ranges::find_if(unasked, [&](const Unasked &row) {
            return row.method.toLatin1() == request.method && row.path.match(path).hasMatch();
        });
        const QString what = one.file + u": "_s + QString::fromLatin1(request.method) + u' ' + path;
        if (route != unasked.end())
            needed.insert(static_cast<size_t>(route - unasked.begin()));
        if (request.tag.isEmpty() == (route == unasked.end()))
            nameless.append(what + u" ["_s + request.tag + u']');
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
    QCOMPARE(static_cast<size_t>(needed.size()), unasked.size()); // no row without its exchange
}

void TestContract::everyCutOfAnExchangeIsTaken()
{
    const wire::SessionFacts facts = factsFor(current());
    const auto exchanges = test::exchangesIn(capturesOf(current()), server);
    for (const test::Exchange &one : exchanges) {
        const qsizetype step = std::max<qsizetype>(1, one.reply.body.size() / 40);
        for (qsizetype size = 0; size < one.reply.body.size(); size += step) {
            wire::HttpReply cut = one.reply;
            cut.body.truncate(size);
            (void)current().decode(one.request, cut, facts);
            cut.body = one.reply.body;
            cut.body[size] = char(cut.body[size] ^ 0x15);
            (void)current().decode(one.request, cut, facts);
        }
    }
    for (const test::Recording &recording : test::recordingsIn(capturesOf(current()))) {
        for (const wire::Frame &frame : recording.frames) {
            const qsizetype step = std::max<qsizetype>(1, frame.bytes.size() / 40);
            for (qsizetype size = 0; size < frame.bytes.size(); size += step) {
                wire::Frame broken = frame;
                broken.bytes.truncate(size);
                (void)current().decode(broken, facts);
                broken.bytes = frame.bytes;
                broken.bytes[size] = char(broken.bytes[size] ^ 0x15);
                (void)current().decode(broken, facts);
            }
        }
    }
}

void TestContract::noiseIsAnIssueAndNothingElse()
{
    const wire::SessionFacts facts = factsFor(current());
    const QByteArray deep = QByteArray(5000, '[') + QByteArray(5000, ']');
    for (const QByteArray &noise :
         { QByteArray("{"), QByteArray("\xff\xfe\x00", 3), QByteArray("{\"type\":1,\"type\":2}"),
           deep, QByteArray("{\"a\":" + deep + '}') }) {
        const wire::Decoded decoded = current().decode({ wire::Frame::Kind::Text, noise }, facts);
        QVERIFY2(!decoded.issues.empty(), noise.left(40).constData());
        QVERIFY(decoded.messages.empty());
        QVERIFY(!decoded.learnt);
        QVERIFY(decoded.issues.front().excerpt.size() <= 200);
    }
    const wire::Decoded binary
        = current().decode({ wire::Frame::Kind::Binary, QByteArray(100, '\1') }, facts);
    QVERIFY(binary.messages.empty());
    QVERIFY(!binary.issues.empty());
}

// Each dialect is shown the recorded answers to its own probes: it must be sure, and surer than any
// other dialect that asks the same path.
void TestContract::itKnowsItsOwnServerBest()
{
    const auto exchanges = test::exchangesIn(capturesOf(current()), server);
    int best = 0;
    QMap<QString, int> others;
    for (const auto &dialect : dialects::allDialects()) {
        for (const wire::HttpRequest &probe : dialect->probes(server)) {
            for (const test::Exchange &one : exchanges) {
                if (one.request.method != probe.method || one.request.url != probe.url)
                    continue;
                const int score = dialect->recognise(probe, one.reply).score;
                if (dialect.get() == &current())
                    best = std::max(best, score);
                else
                    others[dialect->name()] = std::max(others[dialect->name()], score);
            }
        }
    }
    QVERIFY2(best >= 60, qPrintable(u"at most %1"_s.arg(best)));
    for (auto other = others.begin(); other != others.end(); ++other)
        QVERIFY2(other.value() < best, qPrintable(other.key()));
}

void TestContract::probesChangeNothing()
{
    for (const wire::HttpRequest &probe : current().probes(server)) {
        QCOMPARE(probe.method, "GET");
        QCOMPARE(probe.url.host(), server.host());
        for (const auto &[name, value] : probe.headers)
            QVERIFY(name.toLower() != "authorization" && name.toLower() != "cookie");
    }
    // A page that answers everything with 200 is none of ours.
    wire::HttpReply page;
    page.status = 200;
    page.headers.emplace_back("Content-Type", "text/html");
    page.body = "<!doctype html><title>router</title>";
    for (const wire::HttpRequest &probe : current().probes(server))
        QCOMPARE(current().recognise(probe, page).score, 0);
}

QTEST_GUILESS_MAIN(TestContract)
#include "tst_contract.moc"
