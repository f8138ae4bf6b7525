// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stall/trial.h"

#include "ui/jobs/job_table.h"
#include "ui/jobs/queue_panel.h"
#include "ui/jobs/search_box.h"

#include <QTextStream>

#include <algorithm>

namespace fw::test {

QString tableOf(const std::vector<StallRow> &rows)
{
    QString text;
    QTextStream out(&text);
    out << qSetFieldWidth(0)
        << u"%1 %2 %3 %4 %5 %6  %7\n"_s.arg(u"fault"_s, -34)
               .arg(u"p50"_s, 6)
               .arg(u"p99"_s, 6)
               .arg(u"worst"_s, 7)
               .arg(u"worked"_s, 7)
               .arg(u"goal"_s, 5)
               .arg(u"note"_s);
    for (const auto &[fault, report, note] : rows)
        out << u"%1 %2 %3 %4 %5 %6  %7\n"_s.arg(fault, -34)
                   .arg(report.p50, 6, 'f', 1)
                   .arg(report.p99, 6, 'f', 1)
                   .arg(report.worst, 7, 'f', 1)
                   .arg(report.worked, 7, 'f', 1)
                   .arg(StallMeter::goal, 5, 'f', 0)
                   .arg(report.worst > StallMeter::goal ? u"over. "_s + note : note);
    for (const auto &[fault, report, note] : rows) {
        if (report.worst > StallMeter::goal && !report.where.isEmpty())
            out << u"\n%1:\n  "_s.arg(fault) << report.where.join(u"\n  "_s) << '\n';
    }
    return text;
}

void fill(FakeServer &server, int count)
{
    server.listen();
    for (int i = 0; i < count; ++i) {
        const QString name = jobName(i);
        server.changeJob(name,
                         { { "name"_L1, QString(name + u".mp4"_s) },
                           { "source"_L1, u"/srv/media/incoming/2026-11-20/%1.mp4"_s.arg(name) },
                           { "state"_L1, wire::stateWord(jobState(i)) },
                           { "stage"_L1, u"RENDER:vertical_9_16"_s },
                           { "progress"_L1, jobState(i) == wire::JobState::Done ? 100 : 40 },
                           { "attempt"_L1, 1 } });
    }
}

Trial::Trial(const QString &journal)
    : desk(journal)
    , person(desk.window)
{
}

Trial::~Trial()
{
    person.end();
}

bool Trial::open(const QUrl &address)
{
    desk.open([this, address] {
        desk.addServer(u"imagetools"_s, pictureDesk, QUrl(u"http://127.0.0.1:9/"_s), {}, false);
        if (!address.isEmpty())
            desk.addStudio(address);
    });
    const bool ready = turnUntil(
        [&] { return desk.isLoaded() && (address.isEmpty() || desk.phase() == Phase::Live); },
        30'000);
    turnFor(500); // what is left of a start
    return ready;
}

void Trial::begin()
{
    meter.start();
    person.begin();
}

StallRow Trial::end(const QString &fault, const QString &note)
{
    const StallReport report = meter.stop();
    const int acts = person.acts();
    person.end();
    return { fault, report, note.isEmpty() ? u"%1 acts"_s.arg(acts) : note };
}

void Trial::sendEdits(int count, int first)
{
    session::Session *session = desk.of(studio);
    for (int i = first; i < first + count; ++i)
        session->send(wire::ControlJob{ {}, JobId{ jobName(i) }, wire::JobAction::Pause, 0, {} });
}

bool Trial::hasJobs(int count, const std::function<wire::JobState(int)> &truth) const
{
    if (desk.count(studio) != count)
        return false;
    for (int i = 0; i < count; ++i) {
        const store::JobEntry *entry
            = desk.store.state().find(store::JobKey{ studio, JobId{ jobName(i) } });
        if (!entry || entry->job.state != truth(i))
            return false;
    }
    return true;
}

int Trial::shownFor(const QString &search)
{
    desk.window.queue().search().setText(search);
    turnUntil([] { return true; }, 1000);
    return desk.window.queue().table().model()->rowCount();
}

bool Trial::bannerShown() const
{
    return !desk.window.findChild<QWidget *>(u"mainBanner"_s)->isHidden();
}

} // namespace fw::test
