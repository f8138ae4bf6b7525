// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/bridge/standing.h"

#include "dialects/common/user_text.h"

namespace fw::dialects::bridge {

using namespace Qt::StringLiterals;
using Kind = wire::Standing::Kind;

wire::Standing standingOf(const wire::SessionFacts &facts)
{
    QStringList unwell;
    if (const QString word = known(facts, healthWord); !word.isEmpty())
        unwell.append(userText(QT_TRANSLATE_NOOP("fw::dialects", "health: %1"), word));
    if (const QString word = known(facts, systemWord); !word.isEmpty())
        unwell.append(userText(QT_TRANSLATE_NOOP("fw::dialects", "system: %1"), word));
    if (const QString path = known(facts, silentReads); !path.isEmpty())
        return { Kind::Busy,
                 userText(QT_TRANSLATE_NOOP("fw::dialects", "%1 is not answered"), path) };
    if (count(facts, pushWedged) > 0)
        return { Kind::Wedged,
                 (QStringList{ userText(QT_TRANSLATE_NOOP(
                      "fw::dialects", "/ws/* is silent, /system/health answers")) }
                  + unwell)
                     .join(u"; "_s) };
    if (!unwell.isEmpty())
        return { Kind::Degraded, unwell.join(u"; "_s) };
    return {};
}

void restand(const wire::Standing &before, Sink &sink)
{
    const wire::Standing now = standingOf(sink.facts());
    if (!(now == before))
        sink.control(now);
}

} // namespace fw::dialects::bridge
