// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>

#include <unistd.h>

namespace fw::test {

/// What Linux knows of a running process.
struct ProcessFacts
{
    qint64 residentKiB = 0;
    int descriptors = 0;
    double cpuSeconds = 0; ///< used so far
};

inline ProcessFacts factsOf(qint64 process)
{
    ProcessFacts facts;
    const QString folder = QStringLiteral("/proc/%1").arg(process);
    QFile status(folder + QStringLiteral("/status"));
    if (status.open(QIODevice::ReadOnly)) {
        const QList<QByteArray> lines = status.readAll().split('\n');
        for (const QByteArray &line : lines) {
            if (line.startsWith("VmRSS:"))
                facts.residentKiB = line.mid(6).chopped(2).trimmed().toLongLong();
        }
    }
    facts.descriptors
        = static_cast<int>(QDir(folder + QStringLiteral("/fd"))
                               .entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System)
                               .size());
    QFile stat(folder + QStringLiteral("/stat"));
    if (stat.open(QIODevice::ReadOnly)) {
        const QByteArray text = stat.readAll();
        const QList<QByteArray> words = text.sliced(text.lastIndexOf(')') + 2).split(' ');
        const double ticks = words.value(11).toDouble() + words.value(12).toDouble();
        facts.cpuSeconds = ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
    }
    return facts;
}

} // namespace fw::test
