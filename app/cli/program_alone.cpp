// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/detect.h"
#include "cli/explain.h"
#include "cli/local_verbs.h"
#include "cli/messages.h"
#include "cli/program.h"
#include "cli/replayer.h"

namespace fw::cli {

using namespace Qt::StringLiterals;

bool Program::startAlone()
{
    switch (*m_options.verb) {
    case Verb::Replay:
        replay();
        return true;
    case Verb::Explain:
        explain();
        return true;
    case Verb::Detect:
        detect();
        return true;
    case Verb::Servers:
        servers();
        return true;
    case Verb::Dialects:
        printDialects(m_options.json);
        end(Exit::Done);
        return true;
    case Verb::Watch:
    case Verb::Snapshot:
    case Verb::Add:
    case Verb::Cancel:
    case Verb::Pause:
    case Verb::Resume:
    case Verb::Retry:
    case Verb::Prioritise:
    case Verb::Actions:
    case Verb::Run:
    case Verb::Save:
    case Verb::SignIn:
    case Verb::SignOut:
    case Verb::Record:
        break;
    }
    return false;
}

void Program::replay()
{
    m_printer = std::make_unique<Printer>(m_store, m_options.json);
    auto *replayer = new Replayer(m_options, m_store, this);
    connect(replayer, &Replayer::finished, this, [this](Exit code) { end(code); });
    replayer->start();
}

void Program::explain()
{
    auto *run = new ExplainRun(m_options, m_clock, this);
    connect(run, &ExplainRun::finished, this, [this](Exit code) { end(code); });
    run->start();
}

void Program::detect()
{
    const auto address = addressOf(m_options.arguments.front());
    if (!address) {
        end(address.error());
        return;
    }
    auto *run = new DetectRun(this);
    run->ask(*address, m_options.timeout,
             [this, url = *address](const Expected<std::vector<session::Detected>> &found) {
                 if (!found) {
                     end(found.error());
                     return;
                 }
                 printDetected(url, *found, m_options.json);
                 end(Exit::Done);
             });
}

void Program::servers()
{
    settings::Profiles profiles;
    const QString what = m_options.arguments.value(0);
    if (what.isEmpty()) {
        printServers(profiles, m_options.json);
        end(Exit::Done);
        return;
    }
    if (what == "remove"_L1) {
        const QString name = m_options.arguments.value(1);
        const auto profile = profiles.find(name);
        const auto removed = profile
            ? profiles.remove(profile->id)
            : Expected<void>(
                fail(Failure::Code::NotFound, u"there is no profile \"%1\""_s.arg(name)));
        if (removed)
            m_secrets.remove(profile->id, [this](bool) { end(Exit::Done); });
        else
            end(removed.error());
        return;
    }
    const auto profile = profileOf(profiles, m_options);
    if (!profile) {
        end(profile.error());
        return;
    }
    if (!profile->dialect.isEmpty()) {
        addServer(*profile);
        return;
    }
    auto *run = new DetectRun(this);
    run->ask(profile->address, m_options.timeout,
             [this, made = *profile](const Expected<std::vector<session::Detected>> &found) {
                 if (!found) {
                     say(u"say --dialect=NAME, for the server does not tell"_s);
                     end(found.error());
                     return;
                 }
                 wire::Profile known = made;
                 known.dialect = found->front().dialect;
                 if (!known.signIn)
                     known.signIn = found->front().signIn;
                 const auto &seen = found->front().recognition.options;
                 for (auto option = seen.begin(); option != seen.end(); ++option) {
                     if (!known.options.contains(option.key()))
                         known.options.insert(option.key(), option.value());
                 }
                 addServer(std::move(known));
             });
}

void Program::addServer(wire::Profile profile)
{
    if (const auto fits = checkOptions(profile); !fits) {
        end(fits.error());
        return;
    }
    if (!m_options.tokenPlace)
        profile.tokenPlace = usualTokenPlace(profile);
    settings::Profiles profiles;
    const auto saved = profiles.save(std::move(profile));
    if (!saved) {
        end(saved.error());
        return;
    }
    say(u"%1 is saved as a server of kind %2"_s.arg(saved->name, saved->dialect));
    end(Exit::Done);
}

} // namespace fw::cli
