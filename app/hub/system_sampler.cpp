// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/system_sampler.h"

#include <QFile>

#include <cmath>

#include <sys/statvfs.h>

namespace fw::hub {

using namespace Qt::StringLiterals;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

double rounded(double percent)
{
    return std::round(percent * 10) / 10;
}

} // namespace

// cpu  user nice system idle iowait irq softirq steal guest guest_nice
std::optional<CpuTicks> cpuTicks(QByteArrayView procStat)
{
    const qsizetype end = procStat.indexOf('\n');
    const QByteArray line = (end < 0 ? procStat : procStat.first(end)).toByteArray().simplified();
    const QList<QByteArray> words = line.split(' ');
    if (words.size() < 6 || words[0] != "cpu")
        return std::nullopt;
    CpuTicks ticks;
    for (qsizetype i = 1; i < std::min<qsizetype>(words.size(), 9); ++i) { // guest is in user
        bool ok = false;
        const quint64 value = words[i].toULongLong(&ok);
        if (!ok)
            return std::nullopt;
        ticks.total += value;
        if (i != 4 && i != 5)
            ticks.busy += value;
    }
    return ticks;
}

std::optional<double> memoryPercent(QByteArrayView procMeminfo)
{
    std::optional<double> total;
    std::optional<double> available;
    const auto lines = procMeminfo.toByteArray().split('\n');
    for (const QByteArray &line : lines) {
        const QList<QByteArray> words = line.simplified().split(' ');
        bool ok = false;
        const double value = words.value(1).toDouble(&ok);
        if (ok && words[0] == "MemTotal:")
            total = value;
        else if (ok && words[0] == "MemAvailable:")
            available = value;
    }
    if (!total || !available || *total <= 0)
        return std::nullopt;
    return rounded(100 * (1 - *available / *total));
}

SystemSampler::SystemSampler(QString dataDir)
    : m_dataDir(std::move(dataDir))
{
}

void SystemSampler::sample()
{
    const auto ticks = cpuTicks(contents(u"/proc/stat"_s));
    m_cpu.reset();
    if (ticks && m_ticks && ticks->total > m_ticks->total) {
        m_cpu = rounded(100 * static_cast<double>(ticks->busy - m_ticks->busy)
                        / static_cast<double>(ticks->total - m_ticks->total));
    }
    m_ticks = ticks;
    m_memory = memoryPercent(contents(u"/proc/meminfo"_s));
    m_disk.reset();
    struct statvfs info
    {
    };
    if (::statvfs(QFile::encodeName(m_dataDir).constData(), &info) == 0 && info.f_blocks > 0) {
        m_disk = rounded(
            100 * (1 - static_cast<double>(info.f_bavail) / static_cast<double>(info.f_blocks)));
    }
}

QJsonObject SystemSampler::json(int queueDepth, int workers) const
{
    QJsonObject json{ { u"queueDepth"_s, queueDepth }, { u"workers"_s, workers } };
    if (m_cpu)
        json.insert("cpu"_L1, *m_cpu);
    if (m_memory)
        json.insert("memory"_L1, *m_memory);
    if (m_disk)
        json.insert("disk"_L1, *m_disk);
    return json;
}

std::optional<qint64> SystemSampler::freeBytes() const
{
    struct statvfs info
    {
    };
    if (::statvfs(QFile::encodeName(m_dataDir).constData(), &info) != 0)
        return std::nullopt;
    return static_cast<qint64>(info.f_bavail * info.f_frsize);
}

} // namespace fw::hub
