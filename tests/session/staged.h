// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/play.h"
#include "session/seat.h"
#include "session/state_text.h"
#include "support/faulty_wire.h"

namespace fw::test {

/// One real session that goes through a play, with one fault on the way. All runs share the
/// thread of the test; advance() is called from time to time until it says that it is over.
class Run final
{
public:
    enum class Mended : quint8 { Not, ByItself, WhenAsked };

    Run(std::unique_ptr<Play> thePlay, QThread &thread, const session::SessionPolicy &policy)
        : play(std::move(thePlay))
        , m_store(m_clock)
    {
        if (!play->open() || !wire.listen(play->url()))
            trouble = QStringLiteral("no server");
        wire::Profile profile;
        profile.id = ServerId{ QStringLiteral("played") };
        profile.name = QStringLiteral("Played");
        profile.address = wire.url();
        play->set(profile);
        m_session = std::make_unique<session::Session>(profile, play->dialect(), m_store, thread);
        m_session->setPolicy(policy);
        m_session->setAddress(profile.address, play->secrets());
        QObject::connect(m_session.get(), &session::Session::issueSeen, m_session.get(),
                         [this](const wire::Issue &) { ++issues; });
        QObject::connect(m_session.get(), &session::Session::signInEnded, m_session.get(),
                         [this] { m_asked = false; }); // people try again
        m_story = play->story();
    }
    /// \a wanted: how it must end; without, it ends when nothing moves any more.
    void start(std::optional<QStringList> wanted)
    {
        m_wanted = std::move(wanted);
        m_session->connectNow();
        m_clock0 = m_clock.now();
    }
    bool advance()
    {
        if (!trouble.isEmpty())
            return true;
        signInWhenAsked();
        if (m_step < m_story.size()) {
            if (m_step > 0 || isUsable()) {
                if (m_step > 0 && ++m_ticks % play->pace() != 0)
                    return false;
                greetingFrames = m_step > 0 ? greetingFrames : wire.frames();
                m_story[m_step++]();
                m_since = m_clock.now();
            } else {
                expire();
            }
            return false;
        }
        if (m_step == m_story.size()) {
            ++m_step;
            storyFrames = wire.frames();
            storyAnswers = wire.answers();
            wire.letGo();
        }
        play->after();
        return m_wanted ? compare() : settle();
    }
    QStringList text() const
    {
        QString all = textOf(m_store.state()).join(u'\n');
        const auto names = play->names();
        for (auto name = names.begin(); name != names.end(); ++name)
            all.replace(name.key(), name.value());
        all.replace(play->url().toString(), QStringLiteral("SERVER"));
        all.replace(wire.url().toString(), QStringLiteral("SERVER"));
        QStringList lines = all.split(u'\n');
        lines.removeIf([this](const QString &line) { return play->isOther(line); });
        lines.sort();
        return lines;
    }
    int connections() const { return wire.upgrades(); }

    std::unique_ptr<Play> play;
    FaultyWire wire;
    QStringList before; ///< what was wrong before it was told to read again
    QString trouble; ///< why it did not come to its end
    Mended mended = Mended::Not;
    int issues = 0;
    int greetingFrames = 0; ///< messages until it was connected
    int storyFrames = 0; ///< messages until the end of the story
    int storyAnswers = 0;
    int answerFault = 0;
    int until = 0; ///< so many answers have to come until it is over
    int frame = -1; ///< which message goes wrong
    FaultyWire::OnFrame fault{}; ///< and how

private:
    using Phase = session::ConnectionInfo::Phase;
    bool isUsable() const
    {
        const Phase phase = m_session->connection().phase;
        return phase == Phase::Live || phase == Phase::Polling;
    }
    void signInWhenAsked()
    {
        const bool asks = m_session->connection().phase == Phase::SignInNeeded;
        if (asks && !m_asked && play->credentials())
            m_session->signIn(*play->credentials());
        m_asked = asks;
    }
    bool expire()
    {
        if (m_clock.now() - (m_since ? *m_since : m_clock0) < 25s * slowness)
            return false;
        const session::ConnectionInfo &now = m_session->connection();
        trouble = QStringLiteral("stays in phase %1 (%2)").arg(int(now.phase)).arg(now.detail);
        return true;
    }
    // Lines that were only pushed may be missing or old when they name what the fault hit.
    QStringList difference() const
    {
        QStringList differing;
        const QStringList seen = text();
        for (const QString &line : seen) {
            if (!m_wanted->contains(line))
                differing << u"+ " + line;
        }
        for (const QString &line : *m_wanted) {
            if (!seen.contains(line))
                differing << u"- " + line;
        }
        // While there is no socket nobody hears anything; else a fault costs what it hit only.
        differing.removeIf([this](const QString &line) {
            const QString thing = line.mid(2).section(u':', 0, 0).section(u' ', -1);
            return play->isOnlyPushed(line.mid(2))
                && (wire.upgrades() > 1 || wire.victim().contains(thing.toUtf8()));
        });
        return differing;
    }
    bool compare()
    {
        const QStringList differing = difference();
        m_calm = differing.isEmpty() && isUsable() && wire.answers() >= until ? m_calm + 1 : 0;
        if (m_calm >= 6) {
            mended = m_resynced ? Mended::WhenAsked : Mended::ByItself;
            return true;
        }
        if (!m_resynced && !differing.isEmpty()
            && m_clock.now() - *m_since > play->patience() * slowness && isUsable()) {
            m_resynced = true;
            before = differing;
            m_session->resync();
        }
        if (!expire())
            return false;
        trouble += u'\n' + differing.join(u'\n');
        return true;
    }
    bool settle()
    {
        const QStringList now = text();
        m_calm = now == m_last && isUsable() ? m_calm + 1 : 0;
        m_last = now;
        if (m_calm < 60)
            return false;
        if (!std::exchange(m_resynced, true)) { // what is read must be what was pushed
            m_pushed = now;
            m_calm = 0;
            m_session->resync();
            return false;
        }
        m_wanted = m_pushed;
        if (const QStringList differing = difference(); !differing.isEmpty())
            trouble = u"read otherwise than pushed:\n" + differing.join(u'\n');
        return true;
    }

    SystemClock m_clock;
    store::Store m_store;
    std::unique_ptr<session::Session> m_session;
    std::vector<Play::Step> m_story;
    size_t m_step = 0;
    std::optional<QStringList> m_wanted;
    QStringList m_last;
    QStringList m_pushed;
    Instant m_clock0{};
    std::optional<Instant> m_since;
    int m_calm = 0;
    int m_ticks = 0;
    bool m_resynced = false;
    bool m_asked = false;
};

} // namespace fw::test
