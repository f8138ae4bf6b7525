// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stall/stall_meter.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <mutex>
#include <thread>

#include <cxxabi.h>
#include <dlfcn.h>
#include <execinfo.h>
#include <pthread.h>

namespace fw::test {

using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

namespace {

constexpr auto beat = 1ms;
constexpr auto look = 5ms;
constexpr auto lookAgain = 25ms;
constexpr int deepest = 96;
constexpr size_t mostShown = 12;

// What the signal handler fills; read by the watcher when `frames` is not negative.
void *stack[deepest];
std::atomic<int> frames = -1;

void onSignal(int)
{
    frames.store(::backtrace(stack, deepest));
}

double millis(Steady::duration time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

double workedMs()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

QString nameOf(void *address)
{
    Dl_info info{};
    if (::dladdr(address, &info) == 0 || !info.dli_sname)
        return {};
    int status = 0;
    char *plain = abi::__cxa_demangle(info.dli_sname, nullptr, nullptr, &status);
    const QString name = QString::fromLatin1(status == 0 ? plain : info.dli_sname);
    std::free(plain); // NOLINT: made by malloc
    return name;
}

double share(const std::vector<double> &sorted, double part)
{
    if (sorted.empty())
        return 0;
    return sorted[size_t(double(sorted.size() - 1) * part)];
}

} // namespace

/// Looks at the measured thread from outside.
struct StallMeter::Watcher
{
    struct Sight
    {
        Steady::time_point beat; ///< the last one before the stall
        std::vector<void *> stack;
    };

    Watcher()
        : last(Steady::now())
        , watched(::pthread_self())
        , thread([this] { watch(); })
    {
    }
    ~Watcher()
    {
        {
            const std::lock_guard lock(mutex);
            ends = true;
        }
        wake.notify_one();
        thread.join();
    }

    void watch()
    {
        std::unique_lock lock(mutex);
        Steady::time_point looked;
        while (!wake.wait_for(lock, look, [this] { return ends; })) {
            const Steady::time_point since = last.load();
            const auto now = Steady::now();
            if (millis(now - since) < goal || now - looked < lookAgain)
                continue;
            looked = now;
            frames.store(-1);
            if (::pthread_kill(watched, SIGUSR2) != 0)
                continue;
            wake.wait_for(lock, lookAgain, [] { return frames.load() >= 0; });
            if (const int count = frames.load(); count > 0)
                sights.push_back({ since, std::vector<void *>(stack, stack + count) });
        }
    }

    std::atomic<Steady::time_point> last;
    pthread_t watched;
    std::mutex mutex;
    std::condition_variable wake;
    bool ends = false; ///< guarded by mutex
    std::vector<Sight> sights; ///< guarded by mutex
    std::thread thread;
};

StallMeter::StallMeter()
{
    void *first[1];
    ::backtrace(first, 1); // loads what it needs, which a handler must not
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGUSR2, &action, nullptr);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(beat);
    connect(&m_timer, &QTimer::timeout, this, &StallMeter::onBeat);
}

StallMeter::~StallMeter() = default;

void StallMeter::start()
{
    m_beats.clear();
    m_last = Steady::now();
    m_lastWorked = workedMs();
    m_watcher = std::make_unique<Watcher>();
    m_timer.start();
}

void StallMeter::onBeat()
{
    const auto now = Steady::now();
    const double worked = workedMs();
    m_beats.push_back({ millis(now - m_last), worked - m_lastWorked });
    m_last = now;
    m_lastWorked = worked;
    m_watcher->last.store(now);
}

StallReport StallMeter::stop()
{
    m_timer.stop();
    onBeat(); // a turn that has not ended counts too
    StallReport report;
    report.beats = qsizetype(m_beats.size());
    const auto worst = std::ranges::max_element(m_beats, {}, &Beat::wall);
    const double most = worst->wall;
    report.worked = std::ranges::max_element(m_beats, {}, &Beat::worked)->worked;
    std::vector<double> stalls;
    stalls.reserve(m_beats.size());
    for (const Beat &one : m_beats)
        stalls.push_back(std::max(0.0, one.wall - millis(beat)));
    std::ranges::sort(stalls);
    report.p50 = share(stalls, 0.5);
    report.p99 = share(stalls, 0.99);
    report.worst = std::max(0.0, most - millis(beat));
    std::vector<Watcher::Sight> sights;
    {
        const std::lock_guard lock(m_watcher->mutex);
        sights = m_watcher->sights;
    }
    auto at = m_last; // back to the beat before the worst one
    for (auto one = m_beats.rbegin(); one.base() != worst; ++one)
        at -= std::chrono::duration_cast<Steady::duration>(
            std::chrono::duration<double, std::milli>(one->wall));
    for (const Watcher::Sight &sight : sights) {
        if (std::abs(millis(sight.beat - at)) > 1)
            continue;
        for (void *address : sight.stack) {
            const QString name = nameOf(address);
            if (name.startsWith(QLatin1String("fw::")) && !report.where.contains(name)
                && report.where.size() < qsizetype(mostShown)
                && !name.startsWith(QLatin1String("fw::test::")))
                report.where.append(name);
        }
    }
    m_watcher.reset();
    return report;
}

} // namespace fw::test
