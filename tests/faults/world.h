// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "faults/desk_process.h"
#include "faults/fault_proxy.h"
#include "faults/recorder.h"
#include "support/hub_process.h"

#include <QTemporaryDir>

#include <array>
#include <random>

namespace fw::faults {

/// One line of the table.
struct Row
{
    QString name;
    int amount = 0; ///< faults
    Recorder::Counts counts;
    QList<qint64> recoveries; ///< ms from the end of the fault until every desk was live
    QStringList broken; ///< invariants, with what does not fit
};
/// The table for people, with a heading.
QString tableOf(const QList<Row> &rows, quint64 seed);

/// A hub, a network that can be spoilt, two desks, and a recorder that sees all of them.
class World final
{
    QTemporaryDir m_dir; // outlives who works in it

public:
    explicit World(quint64 seed);

    /// Starts all of it and waits until both desks are live. False: trouble() says why.
    /// \a tries: failed sockets until a desk polls.
    bool open(int tries = 100'000);
    const QString &trouble() const { return m_trouble; }

    bool startHub(); ///< (again) on the same record; the network leads there
    bool startDesk(int number); ///< (again) on its journal, and lets it connect
    /// Each desk makes an edit every \a ms, give or take a half; 0: no more.
    void edit(int ms);
    void wait(int ms) const; ///< the desks are heard meanwhile
    int under(int bound) { return std::uniform_int_distribution<>(0, bound - 1)(m_random); }
    /// Before a fault that ends connections: how often desks were live until then counts.
    void mark();
    /// From now until both desks are live goes into the row; those of \a again must have become so
    /// since mark(). False, and the row says so: they are not after 20 s.
    bool recover(int step, const QList<int> &again = { 0, 1 });
    /// Until every edit has ended; what is held is let go as a person would. Then everything is
    /// checked. False: the row says what is broken, or that no rest came.
    bool settle(int step, bool allLive = true);
    /// Checks what can be checked while things move.
    void look(int step);
    void broken(int step, const QString &what);
    QStringList journals() const;

    fw::test::HubProcess hub;
    FaultProxy proxy;
    Recorder recorder;
    std::array<std::unique_ptr<DeskProcess>, 2> desks;
    Row row;
    /// From the next start on their clocks can be moved and their disks can be full: those of a
    /// desk (0, 1) or of the hub (2).
    void usePreload() { m_preloads = true; }
    void moveClock(int whose, qint64 seconds) const;
    void fillDisk(int whose, bool full) const;
    QString hubDir() const { return m_dir.filePath(QStringLiteral("hub")); }
    QString file(const QString &name) const { return m_dir.filePath(name); }

private:
    QStringList preload(int whose) const;
    bool isQuiet() const;
    QStringList differences();

    quint64 m_seed;
    std::mt19937_64 m_random;
    QString m_trouble;
    int m_tries = 0;
    bool m_preloads = false;
    std::array<int, 2> m_marks{};
};

} // namespace fw::faults
