// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/command.h"
#include "wire/job.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace fw::wire;

/// Words that stand in exports, on the wire and on the command line.
class TestWords final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStateHasAWordAndBack();
    void everyActionHasAWordAndBack();
    void unknownWordsAreNoState();
    void onlyEndedStatesAreTerminal();
};

void TestWords::everyStateHasAWordAndBack()
{
    for (int i = 0; i <= int(JobState::Cancelled); ++i) {
        const QString word = stateWord(JobState(i));
        QVERIFY(!word.isEmpty());
        QCOMPARE(stateFromWord(word), JobState(i));
    }
}

void TestWords::everyActionHasAWordAndBack()
{
    for (int i = 0; i <= int(JobAction::Prioritise); ++i) {
        const QString word = actionWord(JobAction(i));
        QVERIFY(!word.isEmpty());
        QCOMPARE(actionFromWord(word), JobAction(i));
    }
}

void TestWords::unknownWordsAreNoState()
{
    QVERIFY(!stateFromWord(u"Running"));
    QVERIFY(!stateFromWord(u""));
    QVERIFY(!actionFromWord(u"delete"));
}

void TestWords::onlyEndedStatesAreTerminal()
{
    QVERIFY(isTerminal(JobState::Done));
    QVERIFY(isTerminal(JobState::Failed));
    QVERIFY(isTerminal(JobState::Cancelled));
    QVERIFY(!isTerminal(JobState::Attention));
    QVERIFY(!isTerminal(JobState::Running));
    QVERIFY(!isTerminal(JobState::Paused));
    QVERIFY(!isTerminal(JobState::Queued));
}

QTEST_GUILESS_MAIN(TestWords)
#include "tst_words.moc"
