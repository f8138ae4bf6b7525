// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/target.h"

#include "dialects/registry.h"
#include "session/local_hub.h"
#include "settings/profiles.h"
#include "settings/secrets.h"

namespace fw::cli {

using namespace Qt::StringLiterals;

namespace {

Expected<Target> localTarget()
{
    auto found = session::LocalHub::find();
    if (!found)
        return fail(
            Failure::Code::Unreachable,
            u"no hub runs on this computer (%1); start framewatch or framewatch-hub, or name "
            "a server with --server"_s.arg(found.error().detail));
    Target target;
    target.profile = settings::thisComputer();
    target.token = found->token;
    target.profile.address = found->address;
    target.hubProcess = found->process;
    return target;
}

Expected<Target> addressTarget(const QString &text)
{
    Target target;
    target.profile.address = QUrl(text, QUrl::StrictMode);
    target.profile.id = ServerId{ text };
    target.profile.name
        = target.profile.address.host() + u':' + QString::number(target.profile.address.port(80));
    target.profile.dialect = u"orchestrator"_s;
    if (const auto checked = settings::checkProfile(target.profile); !checked)
        return tl::unexpected(checked.error());
    return target;
}

Expected<Target> namedTarget(const QString &name)
{
    const settings::Profiles profiles;
    const auto profile = profiles.find(name);
    if (!profile)
        return fail(Failure::Code::BadInput, u"there is no profile \"%1\""_s.arg(name));
    if (profile->thisComputer)
        return localTarget();
    Target target;
    target.profile = *profile;
    target.saved = true;
    return target;
}

Expected<Target> targetFor(const Options &options)
{
    auto target = options.server.isEmpty()  ? localTarget()
        : options.server.contains("://"_L1) ? addressTarget(options.server)
                                            : namedTarget(options.server);
    if (!target)
        return target;
    if (!options.dialect.isEmpty())
        target->profile.dialect = options.dialect;
    if (!dialects::findDialect(target->profile.dialect))
        return fail(Failure::Code::BadInput,
                    u"there is no dialect \"%1\""_s.arg(target->profile.dialect));
    if (!target->saved)
        target->profile.tokenPlace = usualTokenPlace(target->profile);
    target->profile.thisComputer = false; // it runs already; nothing is to be started
    target->profile.autoConnect = false;
    return target;
}

} // namespace

wire::TokenPlace usualTokenPlace(const wire::Profile &profile)
{
    const auto *dialect = dialects::findDialect(profile.dialect);
    const auto places = dialect ? dialect->about().tokenPlaces : std::vector<wire::TokenPlace>();
    return places.empty() ? wire::TokenPlace::Header : places.front();
}

void findTarget(const Options &options, settings::Secrets &secrets,
                std::function<void(const Expected<Target> &)> done)
{
    auto target = targetFor(options);
    if (!target) {
        done(target);
        return;
    }
    const auto given = options.tokenFile.isEmpty() ? settings::secretFromEnvironment()
                                                   : settings::secretFromFile(options.tokenFile);
    if (given)
        target->token = *given;
    if (given || !options.tokenFile.isEmpty()) {
        if (given)
            done(target);
        else
            done(tl::unexpected(given.error()));
        return;
    }
    const bool replaces = options.verb == Verb::SignIn || options.verb == Verb::SignOut;
    if (!target->token.isEmpty() || !target->saved || replaces) {
        done(target);
        return;
    }
    secrets.read(target->profile.id,
                 [target, done = std::move(done)](const Expected<Secret> &kept) {
                     Target found = *target;
                     found.token = kept.value_or(Secret());
                     found.fromKeychain = kept.has_value();
                     done(found); // without a token the server says whether it wants one
                 });
}

} // namespace fw::cli
