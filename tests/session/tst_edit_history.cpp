// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/desk_run.h"
#include "session/edit_history.h"
#include "support/hub_program.h"

#include <QSignalSpy>
#include <QTemporaryDir>

// A real session keeps its own pace; how fast the machine is must not matter.
#define SOON_COMPARE(actual, wanted) QTRY_COMPARE_WITH_TIMEOUT(actual, wanted, 20000)
#define SOON_VERIFY(what) QTRY_VERIFY_WITH_TIMEOUT(what, 20000)

using namespace fw;
using namespace fw::test;
using namespace Qt::StringLiterals;
using store::Fate;

namespace {

wire::Profile profileOf(const QUrl &address)
{
    wire::Profile profile;
    profile.id = ServerId{ u"hub"_s };
    profile.name = u"Studio A"_s;
    profile.address = address;
    return profile;
}

/// One run of the desktop with its undo.
struct Desk
{
    Desk(const QString &journal, const wire::Profile &profile, const Secret &token)
        : run(journal, profile)
        , history(run.store, [this](const ServerId &) { return run.session.get(); })
    {
        QObject::connect(&history, &session::EditHistory::said, &history,
                         [this](const QString &text) { said.append(text); });
        run.begin(token);
    }
    EditId set(const QJsonObject &arguments)
    {
        wire::RunAction change;
        change.action = u"brand.set"_s;
        change.target = u"AcmeNews"_s;
        change.arguments = arguments;
        return run.session->send(change);
    }
    void make(const QJsonObject &arguments)
    {
        const EditId id = set(arguments);
        SOON_COMPARE(run.fate(id), Fate::Accepted);
        const qint64 revision = run.edit(id)->revision;
        SOON_VERIFY(item() && item()->revision >= revision);
    }
    const wire::Item *item() const
    {
        const auto *entry = run.store.state().find(brand.itemKey());
        return entry ? &entry->item : nullptr;
    }
    double value(const QString &field) const
    {
        return item() ? wire::fieldOf(*item(), field).toDouble() : -1;
    }
    qint64 revision() const { return item() ? item()->revision : -1; }
    const store::Edit &newest() const { return run.store.state().edits.back(); }
    bool isSettled() const { return newest().fate == Fate::Accepted; }

    DeskRun run;
    session::EditHistory history;
    QStringList said;
    session::Document brand{ ServerId{ u"hub"_s }, {}, u"brand"_s, ItemId{ u"AcmeNews"_s } };
};

} // namespace

/// Undo and redo against the real framewatch-hub.
class TestEditHistory final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void whatWasAcceptedIsUndoneAndRedone();
    void itGoesOnAfterARestart();
    void offlineItQueues();
    void whatOthersChangedStays();
    void aRaceEndsInAConflict();
    void aStepThatLostItsReasonIsDropped();
    void theStepBehindItIsMadeAnew();

private:
    std::unique_ptr<Desk> desk(const QString &name = u"journal"_s) const
    {
        return std::make_unique<Desk>(m_dir->filePath(name + ".sqlite"_L1),
                                      profileOf(m_hub->address()), Secret(m_hub->token()));
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<HubProgram> m_hub;
};

void TestEditHistory::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_hub = std::make_unique<HubProgram>(QStringLiteral(FW_BIN_DIR "/framewatch-hub"),
                                         m_dir->filePath(u"hub"_s));
    QVERIFY(m_hub->isReady());
}

void TestEditHistory::cleanup()
{
    m_hub.reset();
}

void TestEditHistory::whatWasAcceptedIsUndoneAndRedone()
{
    const auto one = desk();
    SOON_VERIFY(one->run.isLive());
    one->make({ { u"logoPadding"_s, 40 }, { u"logoScale"_s, 0.2 } });
    one->make({ { u"logoPadding"_s, 55 } });
    QCOMPARE(one->history.undoText(one->brand), u"Undo Settings: Logo distance"_s);
    QVERIFY(one->history.canUndo(one->brand) && !one->history.canRedo(one->brand));
    QVERIFY(one->history.undo(one->brand));
    QCOMPARE(one->newest().intent.undoes, one->run.store.state().edits[1].id);
    SOON_VERIFY(one->isSettled());
    SOON_COMPARE(one->value(u"logoPadding"_s), 40.0);
    QCOMPARE(one->value(u"logoScale"_s), 0.2);
    QVERIFY2(one->said.last().contains(u"Studio A"_s), qPrintable(one->said.last()));
    QCOMPARE(one->history.redoText(one->brand), u"Redo Settings: Logo distance"_s);
    QVERIFY(one->history.redo(one->brand));
    SOON_VERIFY(one->isSettled());
    SOON_COMPARE(one->value(u"logoPadding"_s), 55.0);
    SOON_COMPARE(one->revision(), 4); // every step is a change of its own on the hub
    // The first value of a brand replaced nothing: there is no way back to that.
    QVERIFY(one->history.undo(one->brand));
    SOON_VERIFY(one->isSettled());
    SOON_COMPARE(one->value(u"logoPadding"_s), 40.0);
    QVERIFY(!one->history.canUndo(one->brand));
    QVERIFY(!one->history.undo(one->brand));
    QVERIFY(one->said.last().contains(u"not known"_s));
    const auto other = desk(u"other"_s);
    SOON_COMPARE(other->value(u"logoPadding"_s), 40.0);
    SOON_COMPARE(other->revision(), 5);
}

void TestEditHistory::itGoesOnAfterARestart()
{
    {
        const auto one = desk();
        SOON_VERIFY(one->run.isLive());
        one->make({ { u"logoPadding"_s, 40 } });
        one->make({ { u"logoPadding"_s, 55 } });
        one->make({ { u"logoPadding"_s, 60 } });
        QVERIFY(one->history.undo(one->brand));
        SOON_VERIFY(one->isSettled());
        SOON_COMPARE(one->value(u"logoPadding"_s), 55.0);
    }
    const auto next = desk();
    SOON_VERIFY(next->run.isLive());
    SOON_COMPARE(next->value(u"logoPadding"_s), 55.0);
    QVERIFY(next->history.canRedo(next->brand));
    QVERIFY(next->history.undo(next->brand));
    SOON_VERIFY(next->isSettled());
    SOON_COMPARE(next->value(u"logoPadding"_s), 40.0);
    QVERIFY(next->history.redo(next->brand));
    SOON_VERIFY(next->isSettled());
    QVERIFY(next->history.redo(next->brand));
    SOON_VERIFY(next->isSettled());
    SOON_COMPARE(next->value(u"logoPadding"_s), 60.0);
    SOON_COMPARE(next->revision(), 7);
}

void TestEditHistory::offlineItQueues()
{
    const auto one = desk();
    SOON_VERIFY(one->run.isLive());
    one->make({ { u"logoPadding"_s, 40 } });
    one->make({ { u"logoPadding"_s, 55 } });
    one->run.session->disconnectNow();
    SOON_VERIFY(!one->run.isLive());
    QVERIFY(one->history.undo(one->brand));
    QVERIFY2(one->said.last().contains(u"queued"_s), qPrintable(one->said.last()));
    SOON_COMPARE(one->newest().fate, Fate::Queued);
    // What has not left is taken out of the queue: nothing is sent for it, ever.
    QVERIFY(one->history.redo(one->brand));
    QCOMPARE(one->newest().fate, Fate::Rejected);
    QVERIFY(one->history.undo(one->brand));
    const EditId last = one->set({ { u"logoScale"_s, 0.3 } });
    QVERIFY(!one->history.canRedo(one->brand));
    QVERIFY(one->history.undo(one->brand));
    QCOMPARE(one->run.fate(last), Fate::Rejected);
    one->run.session->connectNow();
    SOON_VERIFY(one->run.isLive());
    SOON_COMPARE(one->value(u"logoPadding"_s), 40.0);
    QCOMPARE(one->revision(), 3);
    QVERIFY(one->history.redo(one->brand)); // what was taken back comes again
    SOON_COMPARE(one->value(u"logoScale"_s), 0.3);
}

void TestEditHistory::whatOthersChangedStays()
{
    const auto one = desk();
    const auto other = desk(u"other"_s);
    SOON_VERIFY(one->run.isLive() && other->run.isLive());
    one->make({ { u"logoPadding"_s, 40 }, { u"logoScale"_s, 0.2 } });
    one->make({ { u"logoPadding"_s, 55 } });
    SOON_COMPARE(other->revision(), 2);
    other->make({ { u"logoScale"_s, 0.5 } });
    SOON_COMPARE(one->revision(), 3);
    QVERIFY(one->history.canUndo(one->brand)); // another field: allowed, and said
    QVERIFY2(one->history.undoTip(one->brand).contains(u"other fields"_s),
             qPrintable(one->history.undoTip(one->brand)));
    other->make({ { u"logoPadding"_s, 77 } });
    SOON_COMPARE(one->revision(), 4);
    QVERIFY(!one->history.undo(one->brand));
    QVERIFY2(one->said.last().contains(u"nothing was overwritten"_s), qPrintable(one->said.last()));
    QCOMPARE(one->value(u"logoPadding"_s), 77.0);
}

void TestEditHistory::aRaceEndsInAConflict()
{
    const auto one = desk();
    const auto other = desk(u"other"_s);
    SOON_VERIFY(one->run.isLive() && other->run.isLive());
    one->make({ { u"logoPadding"_s, 40 } });
    one->make({ { u"logoPadding"_s, 55 } });
    one->run.session->disconnectNow();
    SOON_VERIFY(!one->run.isLive());
    SOON_COMPARE(other->revision(), 2);
    other->make({ { u"logoPadding"_s, 77 } });
    QVERIFY(one->history.undo(one->brand));
    one->run.session->connectNow();
    SOON_COMPARE(one->newest().fate, Fate::Conflict);
    SOON_COMPARE(one->value(u"logoPadding"_s), 77.0);
    QCOMPARE(other->value(u"logoPadding"_s), 77.0);
}

void TestEditHistory::aStepThatLostItsReasonIsDropped()
{
    const auto one = desk();
    SOON_VERIFY(one->run.isLive());
    one->make({ { u"logoPadding"_s, 40 } });
    one->run.session->disconnectNow();
    SOON_VERIFY(!one->run.isLive());
    const EditId bad = one->set({ { u"logoPadding"_s, 50 } });
    one->run.store.setFate(bad, Fate::Sending); // it left, and nobody knows what came of it
    one->run.store.setFate(bad, Fate::NoAnswer);
    QVERIFY(one->history.undo(one->brand));
    const EditId undo = one->newest().id;
    QVERIFY2(one->said.last().contains(u"once"_s), qPrintable(one->said.last()));
    one->run.store.setFate(bad, Fate::Rejected, u"no"_s);
    one->run.session->connectNow();
    SOON_COMPARE(one->run.fate(undo), Fate::Rejected);
    QVERIFY2(one->said.last().contains(u"nothing to undo"_s), qPrintable(one->said.last()));
    QCOMPARE(one->value(u"logoPadding"_s), 40.0);
    QCOMPARE(one->revision(), 1);
    QVERIFY(one->history.canRedo(one->brand)); // the refused one
}

void TestEditHistory::theStepBehindItIsMadeAnew()
{
    const auto one = desk();
    SOON_VERIFY(one->run.isLive());
    one->make({ { u"logoPadding"_s, 40 } });
    one->make({ { u"logoPadding"_s, 55 } });
    one->run.session->disconnectNow();
    SOON_VERIFY(!one->run.isLive());
    const EditId bad = one->set({ { u"logoPadding"_s, 60 } });
    one->run.store.setFate(bad, Fate::Sending);
    one->run.store.setFate(bad, Fate::NoAnswer);
    QVERIFY(one->history.undo(one->brand)); // of what has no answer
    QVERIFY(one->history.undo(one->brand)); // of the one before
    one->run.store.setFate(bad, Fate::Rejected, u"no"_s);
    one->run.session->connectNow();
    SOON_COMPARE(one->value(u"logoPadding"_s), 40.0);
    QCOMPARE(one->revision(), 3);
}

QTEST_GUILESS_MAIN(TestEditHistory)
#include "tst_edit_history.moc"
