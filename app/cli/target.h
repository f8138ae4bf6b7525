// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options.h"
#include "wire/facts.h"

#include <functional>

namespace fw::settings {
class Secrets;
}

namespace fw::cli {

/// The server that is meant, and its secrets.
struct Target
{
    wire::Profile profile;
    Secret token; ///< as wire::pack() made it
    bool saved = false; ///< a profile of this user, so the keychain has a place for it
    bool fromKeychain = false; ///< new secrets go where these came from
    qint64 hubProcess = 0; ///< of the hub on this computer, when that is meant
};

/// Where the token of \a profile's kind of server goes as a rule.
wire::TokenPlace usualTokenPlace(const wire::Profile &profile);

/// Finds the server of \a options: an address, a saved profile, or the hub on this computer; and
/// its token: from the file, the environment, the hub's own file, or the keychain through \a
/// secrets. Calls back exactly once. Fails with Unreachable (no hub here), BadInput, NotFound, Io.
void findTarget(const Options &options, settings::Secrets &secrets,
                std::function<void(const Expected<Target> &)> done);

} // namespace fw::cli
