// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/world.h"

#include <QFile>
#include <QSaveFile>
#include <QScopeGuard>
#include <QTest>

#include <algorithm>

namespace fw::faults {

using namespace Qt::StringLiterals;

QString tableOf(const QList<Row> &rows, quint64 seed)
{
    QString text = u"Faults, seed %1\n"_s.arg(seed);
    const auto line = [&text](const QStringList &cells) {
        constexpr std::array widths{ 34, 6, 6, 8, 9, 8, 5, 9, 7, 7, 10 };
        for (size_t at = 0; at < widths.size(); ++at) {
            const QString cell = cells.value(qsizetype(at));
            text
                += at == 0 ? cell.leftJustified(widths.at(at)) : cell.rightJustified(widths.at(at));
            text += u' ';
        }
        text += u'\n';
    };
    line({ u"fault"_s, u"amount"_s, u"edits"_s, u"accepted"_s, u"conflicts"_s, u"rejected"_s,
           u"held"_s, u"p50 ms"_s, u"max ms"_s, u"places"_s, u"invariants"_s });
    for (const Row &row : rows) {
        QList<qint64> times = row.recoveries;
        std::ranges::sort(times);
        const auto time = [&times](qsizetype at) {
            return times.isEmpty() ? u"-"_s : QString::number(times[at]);
        };
        line({ row.name, QString::number(row.amount), QString::number(row.counts.made),
               QString::number(row.counts.accepted), QString::number(row.counts.conflicts),
               QString::number(row.counts.rejected), QString::number(row.counts.held),
               time(times.size() / 2), time(times.size() - 1), QString::number(row.counts.compared),
               row.broken.isEmpty() ? u"ok x%1"_s.arg(row.counts.looks) : u"BROKEN"_s });
    }
    return text;
}

World::World(quint64 seed)
    : proxy(seed)
    , m_seed(seed)
    , m_random(seed)
{
}

bool World::open(int tries)
{
    m_tries = tries;
    if (!proxy.listen()) {
        m_trouble = u"the proxy cannot listen"_s;
        return false;
    }
    if (!startHub())
        return false;
    for (int number : { 0, 1 }) {
        const auto hear = [this, number](const QJsonObject &line) { recorder.hear(number, line); };
        desks.at(size_t(number)) = std::make_unique<DeskProcess>(
            file(u"desk%1.sqlite"_s.arg(number)), u"desk%1"_s.arg(number), hear);
        if (!startDesk(number)) {
            m_trouble = u"desk %1 does not start"_s.arg(number);
            return false;
        }
    }
    const bool live = recover(0);
    row.recoveries.clear();
    m_trouble = live ? QString() : u"the desks do not connect"_s;
    return live;
}

QStringList World::preload(int whose) const
{
    return { u"LD_PRELOAD="_s + QStringLiteral(FW_FAULTS_PRELOAD),
             u"FW_FAULTS_CLOCK="_s + file(u"clock%1"_s.arg(whose)),
             u"FW_FAULTS_FULL_DISK="_s + file(u"full%1"_s.arg(whose)) };
}

void World::moveClock(int whose, qint64 seconds) const
{
    QSaveFile clock(file(u"clock%1"_s.arg(whose)));
    if (clock.open(QIODevice::WriteOnly)) {
        clock.write(QByteArray::number(seconds));
        clock.commit();
    }
}

void World::fillDisk(int whose, bool full) const
{
    QFile mark(file(u"full%1"_s.arg(whose)));
    if (full)
        mark.open(QIODevice::WriteOnly);
    else
        mark.remove();
}

bool World::startHub()
{
    const QStringList variables = m_preloads ? preload(2) : QStringList();
    const auto name = [](const QString &one) { return one.section(u'=', 0, 0).toLatin1(); };
    for (const QString &one : variables)
        qputenv(name(one).constData(), one.section(u'=', 1).toLocal8Bit());
    const auto restore = qScopeGuard([&] {
        for (const QString &one : variables)
            qunsetenv(name(one).constData());
    });
    if (hub.start(hubDir(), { u"--workers"_s, u"1"_s, u"--max-connections-per-ip"_s, u"2000"_s })) {
        proxy.setServer(hub.address());
        return true;
    }
    m_trouble = u"the hub does not start: "_s + hub.trouble();
    return false;
}

bool World::startDesk(int number)
{
    DeskProcess &desk = *desks.at(size_t(number));
    if (m_preloads)
        desk.setEnvironment(preload(number));
    if (!desk.start(m_random(), u"orchestrator"_s, m_tries))
        return false;
    desk.send({ { u"connect"_s, proxy.url().toString() },
                { u"token"_s, QString::fromLatin1(hub.token()) } });
    return true;
}

void World::edit(int ms)
{
    for (const auto &desk : desks)
        desk->send({ { u"every"_s, ms } });
}

void World::wait(int ms) const
{
    QTest::qWait(ms);
}

void World::mark()
{
    for (size_t number = 0; number < desks.size(); ++number)
        m_marks.at(number) = desks.at(number) ? desks.at(number)->lives() : 0;
}

bool World::recover(int step, const QList<int> &again)
{
    QElapsedTimer timer;
    timer.start();
    const bool live = QTest::qWaitFor(
        [&] {
            for (int number : { 0, 1 }) {
                const DeskProcess &desk = *desks.at(size_t(number));
                const int before = m_marks.at(size_t(number));
                if (!desk.isLive() || (again.contains(number) && desk.lives() <= before))
                    return false;
            }
            return true;
        },
        20'000);
    row.recoveries.append(timer.elapsed());
    if (!live)
        broken(
            step,
            u"not live again: the desks are %1 and %2"_s.arg(desks[0]->phase(), desks[1]->phase()));
    return live;
}

bool World::isQuiet() const
{
    return std::ranges::all_of(
        desks, [](const auto &desk) { return desk->open().isEmpty() && desk->held().isEmpty(); });
}

QStringList World::journals() const
{
    return { desks[0]->journal(), desks[1]->journal() };
}

void World::broken(int step, const QString &what)
{
    row.broken.append(u"seed %1, step %2: %3"_s.arg(m_seed).arg(step).arg(what));
}

void World::look(int step)
{
    const QStringList wrong = recorder.check(hubDir() + u"/hub.sqlite"_s, journals(), false);
    for (const QString &one : wrong)
        broken(step, one);
}

QStringList World::differences()
{
    const QList<QJsonObject> states{ desks[0]->state(), desks[1]->state() };
    const QList<QJsonObject> lanes{ hub.get(u"/api/lanes?channel=brand:config"_s),
                                    hub.get(u"/api/lanes?channel=crop:editor"_s) };
    for (const QJsonObject &one : states + lanes) {
        if (one.isEmpty())
            return { u"somebody does not answer"_s };
    }
    return recorder.compare(states, lanes);
}

bool World::settle(int step, bool allLive)
{
    edit(0);
    for (const auto &desk : desks)
        desk->state(); // it has heard that it makes no more
    QElapsedTimer timer;
    timer.start();
    qint64 released = -1000;
    const bool quiet = QTest::qWaitFor(
        [&] {
            if (timer.elapsed() - released > 200) {
                released = timer.elapsed();
                for (const auto &desk : desks) {
                    if (!desk->held().isEmpty())
                        desk->send({ { u"release"_s, true } });
                }
            }
            return isQuiet() && (!allLive || (desks[0]->isLive() && desks[1]->isLive()));
        },
        30'000);
    const qsizetype before = row.broken.size();
    if (!quiet) {
        for (const auto &desk : desks)
            broken(step,
                   u"no rest: a desk is %1, open %2, held %3"_s.arg(
                       desk->phase(), QStringList(desk->open().values()).join(u' '),
                       QStringList(desk->held().values()).join(u' ')));
    }
    for (const QString &one : recorder.check(hubDir() + u"/hub.sqlite"_s, journals(), quiet))
        broken(step, one);
    // The news of the last edit may still be on its way to the other desk.
    QStringList wrong;
    timer.start();
    do {
        wrong = differences();
        if (!wrong.isEmpty())
            wait(50);
    } while (!wrong.isEmpty() && !timer.hasExpired(10'000));
    for (const QString &one : wrong)
        broken(step, one);
    row.counts = recorder.counts();
    return row.broken.size() == before;
}

} // namespace fw::faults
