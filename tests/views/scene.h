// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pictures/pictures.h"
#include "session/roster.h"
#include "settings/secrets.h"
#include "store/store.h"
#include "ui/common/look.h"
#include "ui/common/translations.h"
#include "ui/shell/layout_keeper.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QTemporaryDir>

namespace fw::test {

using namespace Qt::StringLiterals;

/// The language of the tests' windows, whatever the machine speaks: English with its plurals, or
/// \a name. Replaces the one before.
inline void speak(const QString &name = u"en"_s)
{
    ui::installTranslations(*QCoreApplication::instance(), name);
}

/// A whole window over a store of its own, in a folder of its own.
struct Scene
{
    QTemporaryDir dir;
    SystemClock clock;
    store::Store store{ clock };
    pictures::Pictures pictures{ dir.filePath(u"pictures"_s) };
    session::Sessions sessions{ store };
    ui::Look look{ *qobject_cast<QApplication *>(QCoreApplication::instance()) };
    ui::LayoutKeeper keeper{ dir.filePath(u"layout.json"_s) };
    settings::Secrets secrets;
    settings::Profiles profiles{ dir.filePath(u"framewatch.conf"_s) };
    session::Roster roster{ profiles, secrets, sessions }; ///< not started: tests add sessions
    ui::MainWindow window{ { store, sessions, pictures, look, keeper, profiles, roster } };

    /// A server that is set up but not connected to: its jobs are fed by the test.
    ServerId addServer(const QString &name)
    {
        const ServerId id{ name };
        wire::Profile profile;
        profile.id = id;
        profile.name = name;
        profile.dialect = u"orchestrator"_s;
        profile.address = QUrl(u"http://127.0.0.1:9/"_s);
        profile.autoConnect = false;
        sessions.add(profile);
        setFreshness(id, store::Freshness::Live);
        return id;
    }
    void setFreshness(const ServerId &id, store::Freshness freshness)
    {
        store::ServerState server;
        server.id = id;
        server.name = id.text;
        server.freshness = freshness;
        server.lastHeard = clock.wall();
        for (wire::Capability &capability : server.capabilities.actions)
            capability = { true, u"none"_s };
        store.setServer(server);
    }
    /// \a minutes: how long ago the server last said anything of it.
    wire::Job job(const QString &name, wire::JobState state, const QString &stage,
                  std::optional<double> progress = {}, int minutes = 0) const
    {
        wire::Job job;
        job.id = JobId{ name };
        job.name = name;
        job.state = state;
        job.stage = stage;
        job.progress = progress;
        job.bytes = 48'300'000;
        job.attempt = 1;
        job.created = clock.wall() - std::chrono::minutes(minutes + 3);
        job.updated = clock.wall() - std::chrono::minutes(minutes);
        return job;
    }
    void feed(const ServerId &server, const std::vector<wire::Event> &events)
    {
        store.apply(server, events);
        store.flush();
    }
    void show(int width, int height)
    {
        window.resize(width, height);
        window.show();
        QCoreApplication::processEvents();
    }
};

} // namespace fw::test
