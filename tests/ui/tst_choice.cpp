// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/scene.h"

#include "ui/common/widgets.h"
#include "ui/detail/detail_panel.h"
#include "ui/detail/error_block.h"
#include "ui/jobs/job_table.h"
#include "ui/jobs/queue_panel.h"
#include "ui/jobs/search_box.h"
#include "ui/shell/commands.h"
#include "ui/shell/status_line.h"

#include <QLabel>
#include <QTest>

using namespace fw;
using namespace fw::test;
using wire::JobState;

/// Which job is chosen, and that the window never says anything of another one.
class ChoiceTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { speak(); }
    void init();
    void cleanup() { m_scene.reset(); }
    void noMatchNamesWhatIsTyped();
    void theChosenJobStaysWhileASearchHidesIt();
    void aFacetHidesLikeASearch();
    void severalChosenJobsComeBack();
    void anotherChoiceForgetsTheHiddenOne();
    void aHiddenJobThatIsRemovedIsForgotten();
    void withNothingSelectedNoJobIsShown();
    void aNewJobIsSelectedWhenNothingIs();
    void theCountOfSelectedFollowsTheQueue();
    void attentionIsNotCalledFailed();
    void theServerMenuSaysWhyItIsOff();

private:
    ui::JobTable &table() const { return m_scene->window.queue().table(); }
    void choose(const QString &name) const;
    void search(const QString &text) const { m_scene->window.queue().search().setText(text); }
    QStringList selected() const;
    bool detailSays(const QString &text) const;
    bool says(const QWidget &in, const QString &text) const;

    std::unique_ptr<Scene> m_scene;
    ServerId m_here;
};

void ChoiceTest::init()
{
    m_scene = std::make_unique<Scene>();
    m_here = m_scene->addServer(u"here"_s);
    m_scene->feed(m_here,
                  { wire::JobSeen{ m_scene->job(u"a.mp4"_s, JobState::Done, {}, 100, 3) },
                    wire::JobSeen{ m_scene->job(u"b.mp4"_s, JobState::Running, {}, 50, 2) },
                    wire::JobSeen{ m_scene->job(u"c.mp4"_s, JobState::Queued, {}, {}, 1) } });
    m_scene->show(1280, 800);
}

void ChoiceTest::choose(const QString &name) const
{
    for (int row = 0; row < table().model()->rowCount(); ++row) {
        if (table().model()->index(row, models::JobModel::NameColumn).data() == name)
            table().selectRow(row);
    }
}

QStringList ChoiceTest::selected() const
{
    QStringList names;
    for (const store::JobKey &key : table().selectedKeys())
        names << key.job.text;
    names.sort();
    return names;
}

bool ChoiceTest::says(const QWidget &in, const QString &text) const
{
    for (const QLabel *label : in.findChildren<QLabel *>()) {
        if (label->isVisible() && label->text().contains(text))
            return true;
    }
    for (const ui::ElidedLabel *label : in.findChildren<ui::ElidedLabel *>()) {
        if (label->isVisible() && label->text().contains(text))
            return true;
    }
    return false;
}

bool ChoiceTest::detailSays(const QString &text) const
{
    return says(m_scene->window.detail(), text);
}

void ChoiceTest::noMatchNamesWhatIsTyped()
{
    for (const QString &text : { u"z"_s, u"zz"_s, u"zzz"_s })
        search(text);
    QVERIFY(says(m_scene->window.queue(), u"“zzz”"_s));
}

void ChoiceTest::theChosenJobStaysWhileASearchHidesIt()
{
    choose(u"b.mp4"_s);
    search(u"c.mp4"_s);
    QVERIFY(detailSays(u"b.mp4"_s));
    QVERIFY(detailSays(u"hidden by the search"_s));
    QVERIFY(selected().isEmpty());
    search({});
    QCOMPARE(selected(), QStringList{ u"b.mp4"_s });
    QCOMPARE(table().currentKey().job.text, u"b.mp4"_s);
    QVERIFY(detailSays(u"b.mp4"_s));
    QVERIFY(!detailSays(u"hidden"_s));
}

void ChoiceTest::aFacetHidesLikeASearch()
{
    choose(u"b.mp4"_s);
    auto *filter = qobject_cast<models::JobFilterModel *>(table().model());
    filter->setFacet(models::Facet::Queued);
    QVERIFY(detailSays(u"b.mp4"_s));
    QVERIFY(detailSays(u"not in this view"_s));
    filter->setFacet(models::Facet::All);
    QCOMPARE(selected(), QStringList{ u"b.mp4"_s });
}

void ChoiceTest::severalChosenJobsComeBack()
{
    table().selectAll();
    search(u"c.mp4"_s);
    QCOMPARE(selected(), QStringList{ u"c.mp4"_s });
    QVERIFY(detailSays(u"c.mp4"_s));
    search(u"zzz"_s);
    search({});
    QCOMPARE(selected(), QStringList({ u"a.mp4"_s, u"b.mp4"_s, u"c.mp4"_s }));
}

void ChoiceTest::anotherChoiceForgetsTheHiddenOne()
{
    choose(u"b.mp4"_s);
    search(u"c.mp4"_s);
    table().selectRow(0);
    QVERIFY(detailSays(u"c.mp4"_s));
    search({});
    QCOMPARE(selected(), QStringList{ u"c.mp4"_s });
}

void ChoiceTest::aHiddenJobThatIsRemovedIsForgotten()
{
    choose(u"b.mp4"_s);
    search(u"zzz"_s);
    QVERIFY(detailSays(u"b.mp4"_s));
    m_scene->feed(m_here, { wire::JobRemoved{ JobId{ u"b.mp4"_s } } });
    QVERIFY(detailSays(u"No job selected"_s));
    search({});
    QVERIFY(selected().isEmpty());
}

void ChoiceTest::withNothingSelectedNoJobIsShown()
{
    choose(u"b.mp4"_s);
    m_scene->window.commands().action(ui::Command::SelectNone)->trigger();
    QVERIFY(detailSays(u"No job selected"_s));
}

void ChoiceTest::aNewJobIsSelectedWhenNothingIs()
{
    table().clearSelection();
    m_scene->feed(m_here, { wire::JobSeen{ m_scene->job(u"new.mp4"_s, JobState::Queued, {}) } });
    QCOMPARE(selected(), QStringList{ u"new.mp4"_s });
    m_scene->feed(m_here, { wire::JobSeen{ m_scene->job(u"next.mp4"_s, JobState::Queued, {}) } });
    QCOMPARE(selected(), QStringList{ u"new.mp4"_s }); // the choice stays
}

void ChoiceTest::theCountOfSelectedFollowsTheQueue()
{
    choose(u"b.mp4"_s);
    const auto &line = *m_scene->window.findChild<ui::StatusLine *>();
    QVERIFY(says(line, u"1 of 3 selected"_s));
    m_scene->feed(m_here, { wire::JobSeen{ m_scene->job(u"d.mp4"_s, JobState::Queued, {}) } });
    QVERIFY(says(line, u"1 of 4 selected"_s));
    search(u"b.mp4"_s);
    QVERIFY(says(line, u"1 of 1 selected"_s));
}

void ChoiceTest::attentionIsNotCalledFailed()
{
    wire::Job job = m_scene->job(u"b.mp4"_s, JobState::Attention, u"PROBE"_s);
    job.error = wire::JobError{ u"E_INTERRUPTED"_s, u"the hub ended"_s, u"PROBE"_s, true };
    job.attempt = 2;
    wire::Stage stage;
    stage.id = StageId{ u"PROBE"_s };
    stage.state = JobState::Attention;
    stage.error = wire::JobError{ u"E_INTERRUPTED"_s, u"the hub ended"_s, u"PROBE"_s, false };
    m_scene->feed(m_here, { wire::JobSeen{ job }, wire::StageSeen{ job.id, stage } });
    choose(u"b.mp4"_s);
    const auto *block = m_scene->window.findChild<ui::ErrorBlock *>();
    QVERIFY(block->isVisible());
    QVERIFY2(block->copyText().startsWith(u"Needs attention"_s), qPrintable(block->copyText()));
    QVERIFY(block->copyText().contains(u"Retry can help"_s));
    QVERIFY(!block->copyText().contains(u"Not recoverable"_s));
}

void ChoiceTest::theServerMenuSaysWhyItIsOff()
{
    const QAction *refresh = m_scene->window.commands().action(ui::Command::Refresh);
    QVERIFY(!refresh->isEnabled()); // the server of this test is not connected
    QCOMPARE(refresh->toolTip(), u"No server is connected."_s);
}

QTEST_MAIN(ChoiceTest)
#include "tst_choice.moc"
