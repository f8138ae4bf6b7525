// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/common/user_text.h"
#include "dialects/registry.h"

#include <QTest>
#include <QTranslator>

#include <thread>

using namespace fw;
using namespace fw::dialects;
using namespace Qt::StringLiterals;

namespace {

/// Puts the dialects' words in brackets, so that one sees what was translated.
class Brackets final : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *source, const char *, int) const override
    {
        return qstrcmp(context, "fw::dialects") == 0 ? u"<%1>"_s.arg(QString::fromUtf8(source))
                                                     : QString();
    }
};

QString noticeOf(const wire::Dialect &dialect, const QByteArray &frame)
{
    const auto decoded = dialect.decode({ wire::Frame::Kind::Text, frame }, {});
    for (const wire::Message &message : decoded.messages) {
        for (const wire::Event &event : message.events) {
            if (const auto *notice = std::get_if<wire::NoticeSeen>(&event))
                return notice->text;
        }
    }
    return {};
}

} // namespace

/// The client's own words about a server are in the user's language, the server's stay.
class TestCommonUserText final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void valuesStandAsTheyAre();
    void noticesAreTranslatedAndServersWordsAreNot();
    void anyThreadMayAsk();
};

void TestCommonUserText::valuesStandAsTheyAre()
{
    QCOMPARE(userText("no value"), u"no value"_s);
    QCOMPARE(userText("%1 of %2", u"%2"_s, 7), u"%2 of 7"_s);
    QCOMPARE(userText("%2, %1", 0.5, "left"_L1), u"left, 0.5"_s);
}

void TestCommonUserText::noticesAreTranslatedAndServersWordsAreNot()
{
    const wire::Dialect *hub = findDialect(u"orchestrator");
    QVERIFY(hub);
    const QByteArray drain = R"({"type":"drain","retryAfterMs":1000,"spreadMs":0})";
    const QByteArray said = R"({"type":"error","code":"odd","message":"the server restarts"})";
    QCOMPARE(noticeOf(*hub, drain), u"the server restarts"_s);
    Brackets brackets;
    QVERIFY(QCoreApplication::installTranslator(&brackets));
    QCOMPARE(noticeOf(*hub, drain), u"<the server restarts>"_s);
    QCOMPARE(noticeOf(*hub, said), u"the server restarts"_s);
    QVERIFY(QCoreApplication::removeTranslator(&brackets));
    QCOMPARE(noticeOf(*hub, drain), u"the server restarts"_s);
}

void TestCommonUserText::anyThreadMayAsk()
{
    Brackets brackets;
    QVERIFY(QCoreApplication::installTranslator(&brackets));
    std::atomic<int> good = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&good, i] {
            for (int n = 0; n < 500; ++n)
                good += userText("%1 of %2", i, n) == u"<%1 of %2>"_s.arg(i).arg(n) ? 1 : 0;
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(good.load(), 2000);
    QVERIFY(QCoreApplication::removeTranslator(&brackets));
}

QTEST_GUILESS_MAIN(TestCommonUserText)
#include "tst_common_user_text.moc"
