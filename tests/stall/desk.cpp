// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stall/desk.h"

#include "ui/jobs/job_table.h"
#include "ui/jobs/queue_panel.h"
#include "ui/jobs/search_box.h"
#include "ui/library/item_table.h"
#include "ui/library/library_panel.h"
#include "ui/shell/server_chip.h"

#include <QApplication>
#include <QFile>
#include <QTest>
#include <QWheelEvent>

#include <algorithm>

namespace fw::test {

using wire::JobState;

wire::JobState jobState(int number)
{
    if (number % 50 == 0)
        return JobState::Failed;
    if (number % 40 == 1)
        return JobState::Running;
    return number % 7 == 0 ? JobState::Queued : JobState::Done;
}

void fillJournal(const QString &path)
{
    store::Journal journal(path);
    const WallTime now = SystemClock().wall();
    std::vector<store::JobEntry> rows;
    for (int i = 0; i < manyJobs; ++i) {
        store::JobEntry entry;
        entry.server = studio;
        wire::Job &job = entry.job;
        job.id = JobId{ jobName(i) };
        job.name = jobName(i) + u".mp4"_s;
        job.source = u"/srv/media/incoming/2026-11-20/"_s + job.name;
        job.state = jobState(i);
        job.stage = u"RENDER:vertical_9_16"_s;
        job.progress = job.state == JobState::Done ? 100 : 40;
        job.bytes = 12'345'678 + i;
        job.attempt = 1;
        job.created = now - std::chrono::minutes(i);
        job.updated = now - std::chrono::minutes(i / 2);
        job.thumbnail = u"/api/jobs/%1/thumbnails/0"_s.arg(job.id.text);
        entry.heard = now - std::chrono::minutes(5);
        rows.push_back(std::move(entry));
    }
    journal.keepRows(std::move(rows));
    std::vector<store::ItemEntry> items;
    for (int i = 0; i < manyItems; ++i) {
        store::ItemEntry entry;
        entry.server = pictureDesk;
        entry.heard = now;
        wire::Item &item = entry.item;
        item.kind = u"image"_s;
        item.id = ItemId{ u"image-%1"_s.arg(i) };
        item.name = u"harbour_night_%1.jpg"_s.arg(i);
        item.picture = u"/image/%1"_s.arg(i);
        item.fields = { { u"width"_s, 3840 },
                        { u"height"_s, 2160 },
                        { u"format"_s, u"JPEG"_s },
                        { u"size"_s, u"2.4 MB"_s } };
        item.updated = now - std::chrono::minutes(i);
        items.push_back(std::move(entry));
    }
    journal.keepItems(std::move(items));
    journal.finish();
}

namespace {

QString copied(const QString &journal, const QString &to)
{
    QFile::copy(journal, to);
    return to;
}

} // namespace

Desk::Desk(const QString &from)
    : journal(copied(from, dir.filePath(u"journal.sqlite"_s)))
    , hurry(QObject::connect(&sessions, &session::Sessions::added, &sessions,
                             [this](session::Session *session) {
                                 if (policy)
                                     session->setPolicy(*policy);
                             }))
    , look(*qobject_cast<QApplication *>(QCoreApplication::instance()))
{
    secrets.setTimeout(std::chrono::milliseconds(200));
}

void Desk::open(const std::function<void()> &connect)
{
    window.resize(1440, 900);
    window.show();
    QMetaObject::invokeMethod(
        &window,
        [this, connect] {
            journal.load();
            if (connect)
                connect();
        },
        Qt::QueuedConnection);
}

session::Session *Desk::addStudio(const QUrl &address)
{
    return addServer(u"orchestrator"_s, studio, address);
}

session::Session *Desk::addServer(const QString &dialect, const ServerId &id, const QUrl &address,
                                  const Secret &token, bool connects)
{
    wire::Profile profile;
    profile.id = id;
    profile.name = id.text;
    profile.dialect = dialect;
    profile.address = address;
    profile.autoConnect = connects;
    profile.tokenPlace = wire::TokenPlace::Query;
    return sessions.add(profile, token);
}

QString Desk::chip(const ServerId &id) const
{
    const auto chips = window.chips().findChildren<ui::ServerChip *>();
    for (const ui::ServerChip *one : chips) {
        if (one->session().profile().id == id)
            return one->accessibleName();
    }
    return {};
}

qsizetype Desk::count(const ServerId &server, JobState state) const
{
    return std::ranges::count_if(store.state().jobs, [&](const store::JobEntry &entry) {
        return entry.server == server && entry.job.state == state;
    });
}

qsizetype Desk::count(const ServerId &server) const
{
    return std::ranges::count(store.state().jobs, server, &store::JobEntry::server);
}

qsizetype Desk::count(store::Fate fate) const
{
    return std::ranges::count(store.state().edits, fate, &store::Edit::fate);
}

Person::Person(ui::MainWindow &window)
    : m_window(window)
{
    m_timer.setInterval(25);
    connect(&m_timer, &QTimer::timeout, this, &Person::act);
}

void Person::begin()
{
    m_window.queue().table().selectRow(0);
    m_timer.start();
}

void Person::end()
{
    m_timer.stop();
    m_window.queue().search().clear();
}

void Person::scroll(QAbstractScrollArea &area, int notches)
{
    QWidget &where = *area.viewport();
    const QPointF at = where.rect().center();
    QWheelEvent wheel(at, where.mapToGlobal(at), {}, { 0, 120 * notches }, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&where, &wheel);
}

void Person::type()
{
    static const QString text = u"ep1 take"_s;
    const int step = (m_acts / 8) % int(2 * text.size());
    ui::SearchBox &search = m_window.queue().search();
    if (step < text.size())
        QTest::keyClick(&search, text[step].toLatin1());
    else
        QTest::keyClick(&search, Qt::Key_Backspace);
}

void Person::act()
{
    ++m_acts;
    const int notches = (m_acts / 40) % 2 == 0 ? -3 : 3;
    if (m_acts % 8 == 0)
        type();
    else if (m_acts % 20 == 3)
        QTest::keyClick(&m_window.queue().table(), Qt::Key_Down);
    else if (m_acts % 2 == 0 && m_window.library().isVisible())
        scroll(m_window.library().table(), notches);
    else
        scroll(m_window.queue().table(), notches);
}

} // namespace fw::test
