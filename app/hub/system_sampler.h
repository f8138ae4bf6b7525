// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

#include <optional>

namespace fw::hub {

/// Processor time as /proc/stat counts it, in ticks since boot.
struct CpuTicks
{
    quint64 busy = 0;
    quint64 total = 0;
};
/// The first line of /proc/stat; empty when it is not as expected. Pure.
std::optional<CpuTicks> cpuTicks(QByteArrayView procStat);
/// Percent of memory in use, from /proc/meminfo (MemTotal, MemAvailable). Pure.
std::optional<double> memoryPercent(QByteArrayView procMeminfo);

/// How the machine does: processor and memory from /proc, disk from statvfs of the data folder.
/// What cannot be read stays unknown.
class SystemSampler
{
public:
    explicit SystemSampler(QString dataDir);
    /// Reads everything anew; processor load is that since the sample before.
    void sample();
    /// The payload of system:status; numbers in percent, unknown ones absent.
    QJsonObject json(int queueDepth, int workers) const;
    /// Bytes a user may still write to the data folder; empty when unknown.
    std::optional<qint64> freeBytes() const;

private:
    QString m_dataDir;
    std::optional<CpuTicks> m_ticks;
    std::optional<double> m_cpu;
    std::optional<double> m_memory;
    std::optional<double> m_disk;
};

} // namespace fw::hub
