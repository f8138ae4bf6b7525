// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pictures/pictures.h"
#include "session/policy.h"
#include "session/roster.h"
#include "settings/secrets.h"
#include "store/journal.h"
#include "store/store.h"
#include "ui/common/look.h"
#include "ui/shell/layout_keeper.h"
#include "ui/shell/main_window.h"

#include <QAbstractScrollArea>
#include <QTemporaryDir>

#include <atomic>

namespace fw::test {

using namespace Qt::StringLiterals;

/// The machine's clocks, with a civil one that can be set; may be read from any thread.
class SettableClock final : public Clock
{
public:
    Instant now() const override { return m_real.now(); }
    WallTime wall() const override { return m_real.wall() + Millis(m_offset.load()); }
    void jump(Millis by) { m_offset += by.count(); }

private:
    SystemClock m_real;
    std::atomic<qint64> m_offset = 0;
};

inline constexpr int manyJobs = 5000;
inline constexpr int manyItems = 2000;
inline const ServerId studio{ u"studio"_s }; ///< keeps the jobs
inline const ServerId pictureDesk{ u"desk"_s }; ///< keeps the items

inline QString jobName(int number)
{
    return u"ep%1_take_%2_drone"_s.arg(number / 100, 2, 10, QLatin1Char('0'))
        .arg(number % 100, 2, 10, QLatin1Char('0'));
}
wire::JobState jobState(int number);

/// Writes a journal with manyJobs and manyItems, as an earlier run left it, and closes it.
void fillJournal(const QString &path);

/// The whole program in this process, as app/desktop.cpp puts it together: window, store, journal
/// with everything of an earlier run, sessions with their network thread.
class Desk final
{
public:
    /// \a journal is copied.
    explicit Desk(const QString &journal);

    /// Shows the window, then reads the journal. \a connect then, as desktop.cpp starts the roster.
    void open(const std::function<void()> &connect = {});
    bool isLoaded() const { return store.isLoaded(); }

    /// A session with the server of the jobs, which connects at once.
    session::Session *addStudio(const QUrl &address);
    /// One of another kind.
    session::Session *addServer(const QString &dialect, const ServerId &id, const QUrl &address,
                                const Secret &token = {}, bool connects = true);
    session::Session *of(const ServerId &id) const { return sessions.find(id); }
    session::ConnectionInfo::Phase phase(const ServerId &id = studio) const
    {
        return of(id)->connection().phase;
    }
    /// What the chip of a server says to a screen reader.
    QString chip(const ServerId &id = studio) const;
    /// How many jobs of \a server the store knows in \a state.
    qsizetype count(const ServerId &server, wire::JobState state) const;
    qsizetype count(const ServerId &server) const;
    qsizetype count(store::Fate fate) const;

    QTemporaryDir dir;
    SettableClock clock;
    store::Journal journal;
    store::Store store{ clock, &journal };
    pictures::Pictures pictures{ dir.filePath(u"pictures"_s) };
    session::Sessions sessions{ store };
    std::optional<session::SessionPolicy> policy; ///< of sessions added from now on
    QMetaObject::Connection hurry; ///< made before the window's: it is the first to be told
    ui::Look look;
    ui::LayoutKeeper keeper{ dir.filePath(u"layout.json"_s) };
    settings::Secrets secrets;
    settings::Profiles profiles{ dir.filePath(u"framewatch.conf"_s) };
    session::Roster roster{ profiles, secrets, sessions };
    ui::MainWindow window{ { store, sessions, pictures, look, keeper, profiles, roster } };
};

/// Somebody at the window who scrolls, selects and types, some forty acts a second.
class Person final : public QObject
{
    Q_OBJECT
public:
    explicit Person(ui::MainWindow &window);
    void begin();
    void end(); ///< clears the search
    int acts() const { return m_acts; }

private:
    void act();
    void scroll(QAbstractScrollArea &area, int notches);
    void type();

    ui::MainWindow &m_window;
    QTimer m_timer;
    int m_acts = 0;
};

} // namespace fw::test
