// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/recorder.h"
#include "store/journal.h"
#include "store/outbox.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace fw;
using namespace fw::faults;
using namespace Qt::StringLiterals;

/// The recorder of the fault runs sees each invariant that is broken: one story that holds, and
/// the same with one thing wrong.
class TestRecorder final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void whatHoldsIsNotBlamed();
    void everyBrokenInvariantIsSeen_data();
    void everyBrokenInvariantIsSeen();
    void statesAreCompared();

private:
    void sql(const QString &statement)
    {
        QSqlQuery query(QSqlDatabase::database(u"made"_s));
        QVERIFY2(query.exec(statement), qPrintable(statement));
    }
    void step(qint64 revision, const QString &op, const QString &field, int before, int after)
    {
        sql(u"INSERT INTO lane_history VALUES('brand:A', %1, '%2', '[[\"%3\"]]', '{\"%3\":%4}', "
            "'{\"%3\":%5}')"_s.arg(QString::number(revision), op, field, QString::number(before),
                                   QString::number(after)));
    }
    void made(const QString &op, qint64 base, const QString &field, int before, int after,
              const QString &builtOn = {})
    {
        m_recorder->hear(0,
                         { { u"t"_s, u"made"_s },
                           { u"op"_s, op },
                           { u"action"_s, u"brand.set"_s },
                           { u"target"_s, u"A"_s },
                           { u"base"_s, base },
                           { u"before"_s, QJsonObject{ { field, before } } },
                           { u"arguments"_s, QJsonObject{ { field, after } } },
                           { u"after"_s, builtOn } });
    }
    void fates(const QString &op, const QStringList &all)
    {
        for (const QString &fate : all)
            m_recorder->hear(0, { { u"t"_s, u"fate"_s }, { u"op"_s, op }, { u"fate"_s, fate } });
    }
    QStringList check(bool quiet = true)
    {
        return m_recorder->check(m_dir->filePath(u"hub.sqlite"_s),
                                 { m_dir->filePath(u"journal.sqlite"_s) }, quiet);
    }
    /// One edit that waits, in the journal.
    void keep(const QString &op)
    {
        store::Journal journal(m_dir->filePath(u"journal.sqlite"_s));
        store::Edit edit;
        edit.id = EditId{ op };
        edit.server = ServerId{ u"s"_s };
        edit.command = wire::RunAction{ edit.id, u"brand.set"_s, u"A"_s, {} };
        journal.keepEdits({ edit });
        journal.finish();
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Recorder> m_recorder;
};

void TestRecorder::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_recorder = std::make_unique<Recorder>();
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"made"_s);
    database.setDatabaseName(m_dir->filePath(u"hub.sqlite"_s));
    QVERIFY(database.open());
    sql(u"CREATE TABLE lane_history(lane, revision, op, fields, before, after)"_s);
    sql(u"CREATE TABLE verdicts(op, verdict, jobs)"_s);
    keep(u"op-waits"_s);
    made(u"op-one"_s, 0, u"x"_s, 0, 1);
    made(u"op-two"_s, 0, u"x"_s, 1, 2, u"op-one"_s);
    made(u"op-else"_s, 1, u"y"_s, 0, 5);
    made(u"op-waits"_s, 3, u"x"_s, 2, 3);
    step(1, u"op-one"_s, u"x"_s, 0, 1);
    step(2, u"op-two"_s, u"x"_s, 1, 2);
    step(3, u"op-else"_s, u"y"_s, 0, 5); // rebased: saw revision 1
    for (const QString &op : { u"op-one"_s, u"op-two"_s, u"op-else"_s })
        fates(op, { u"draft"_s, u"queued"_s, u"sending"_s, u"accepted"_s });
    fates(u"op-waits"_s, { u"draft"_s, u"queued"_s, u"sending"_s, u"held"_s });
}

void TestRecorder::cleanup()
{
    QSqlDatabase::database(u"made"_s).close();
    QSqlDatabase::removeDatabase(u"made"_s);
}

void TestRecorder::whatHoldsIsNotBlamed()
{
    QCOMPARE(check(), QStringList());
    QCOMPARE(m_recorder->counts().accepted, 3);
    QCOMPARE(m_recorder->counts().held, 1);
}

void TestRecorder::everyBrokenInvariantIsSeen_data()
{
    QTest::addColumn<QString>("sign");
    for (const char *name :
         { "I1 lost", "I1 open", "I1 both", "I2 accepted", "I2 gone", "I2 hole", "I2 other",
           "I3 twice", "I4 refused", "I5 overwritten", "I5 value", "I5 words", "I6 unlike" })
        QTest::newRow(name) << QString::fromLatin1(name).left(2);
}

void TestRecorder::everyBrokenInvariantIsSeen()
{
    QFETCH(QString, sign);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    QCOMPARE(check(), QStringList());
    if (name == "I1 lost"_L1) {
        made(u"op-lost"_s, 3, u"x"_s, 2, 4);
        fates(u"op-lost"_s, { u"draft"_s, u"queued"_s, u"held"_s });
    } else if (name == "I1 open"_L1) {
        fates(u"op-waits"_s, { u"queued"_s });
    } else if (name == "I1 both"_L1) {
        fates(u"op-one"_s, { u"conflict"_s });
    } else if (name == "I2 accepted"_L1) {
        fates(u"op-waits"_s, { u"accepted"_s });
    } else if (name == "I2 gone"_L1) {
        sql(u"DELETE FROM lane_history WHERE revision=3"_s);
    } else if (name == "I2 hole"_L1) {
        sql(u"UPDATE lane_history SET revision=9 WHERE revision=3"_s);
    } else if (name == "I2 other"_L1) {
        sql(u"UPDATE lane_history SET op='op-x' WHERE revision=2"_s);
    } else if (name == "I3 twice"_L1) {
        step(4, u"op-one"_s, u"x"_s, 2, 1);
    } else if (name == "I4 refused"_L1) {
        step(4, u"op-waits"_s, u"x"_s, 2, 3);
        fates(u"op-waits"_s, { u"rejected"_s });
    } else if (name == "I5 overwritten"_L1) {
        made(u"op-late"_s, 1, u"x"_s, 2, 7);
        step(4, u"op-late"_s, u"x"_s, 2, 7);
    } else if (name == "I5 value"_L1) {
        made(u"op-late"_s, 3, u"x"_s, 66, 7);
        step(4, u"op-late"_s, u"x"_s, 2, 7);
    } else if (name == "I5 words"_L1) {
        made(u"op-late"_s, 3, u"x"_s, 2, 7);
        step(4, u"op-late"_s, u"x"_s, 2, 8);
    } else {
        for (const int desk : { 0, 1 })
            m_recorder->hear(desk,
                             { { u"t"_s, u"place"_s },
                               { u"channel"_s, u"brand:config"_s },
                               { u"epoch"_s, u"e"_s },
                               { u"seq"_s, 3 },
                               { u"state"_s, QString::number(desk) } });
    }
    const QStringList wrong = check();
    QVERIFY(!wrong.isEmpty());
    QVERIFY2(std::ranges::any_of(wrong, [&](const QString &one) { return one.startsWith(sign); }),
             qPrintable(wrong.join(u'\n')));
}

void TestRecorder::statesAreCompared()
{
    const auto desk = [](int revision, int seq) {
        return QJsonObject{
            { u"phase"_s, u"live"_s },
            { u"positions"_s, QJsonObject{ { u"brand:config"_s, QJsonArray{ u"e"_s, seq } } } },
            { u"items"_s,
              QJsonObject{ { u"brand:A"_s,
                             QJsonObject{ { u"revision"_s, revision },
                                          { u"fields"_s, QJsonObject{ { u"x"_s, 2 } } } } } } }
        };
    };
    const QList<QJsonObject> hub{ QJsonObject{
        { u"channel"_s, u"brand:config"_s },
        { u"epoch"_s, u"e"_s },
        { u"seq"_s, 3 },
        { u"brands"_s,
          QJsonArray{ QJsonObject{ { u"brandName"_s, u"A"_s },
                                   { u"revision"_s, 3 },
                                   { u"settings"_s, QJsonObject{ { u"x"_s, 2 } } } } } } } };
    QCOMPARE(m_recorder->compare({ desk(3, 3), desk(3, 3) }, hub), QStringList());
    QCOMPARE(m_recorder->compare({ desk(3, 3), desk(2, 3) }, hub).size(), 1); // stale
    QCOMPARE(m_recorder->compare({ desk(3, 2), desk(3, 3) }, hub).size(), 1); // behind
}

QTEST_GUILESS_MAIN(TestRecorder)
#include "tst_recorder.moc"
