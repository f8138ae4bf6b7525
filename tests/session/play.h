// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialect.h"

#include <QMap>
#include <QUrl>

#include <functional>

namespace fw::test {

/// Sanitizers make everything take longer: more time, fewer sessions at once.
#ifdef FW_SANITIZED
inline constexpr int slowness = 4;
#else
inline constexpr int slowness = 1;
#endif

/// One server in this process and what happens at it.
class Play
{
public:
    using Step = std::function<void()>;
    virtual ~Play() = default;
    virtual bool open() = 0; ///< the server listens
    virtual QUrl url() const = 0;
    virtual const wire::Dialect &dialect() const = 0;
    virtual void set(wire::Profile &) { }
    virtual Secret secrets() { return {}; }
    virtual std::optional<wire::Credentials> credentials() { return std::nullopt; }
    virtual std::vector<Step> story() = 0;
    virtual int pace() const { return 1; } ///< every so many calls of Run::advance() comes a step
    /// How long it may take to mend itself before it is told to read again.
    virtual Millis patience() const { return Millis(1500); }
    virtual void after() { } ///< what the server goes on saying when the story is over
    virtual QMap<QString, QString> names() const { return {}; } ///< of ids made by chance
    /// True for a line that is another one in each run, or read every few minutes only.
    virtual bool isOther(const QString &) const { return false; }
    /// True for a line that no reading of the server can tell, only what was pushed.
    virtual bool isOnlyPushed(const QString &) const { return false; }
};

} // namespace fw::test
