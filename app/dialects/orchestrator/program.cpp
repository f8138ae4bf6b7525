// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GET /health
// {"db":{"connectivity":"ok",…},"disk":{"free_mb":77841.3,…},"message":"Brandr is running",
//  "status":"healthy"}
#include "dialects/orchestrator/program.h"

#include "dialects/common/user_text.h"

namespace fw::dialects::orchestrator {

using namespace Qt::StringLiterals;
using Kind = wire::Standing::Kind;

namespace {

const QString standingKey = u"standing"_s;

QString wordOf(Kind kind)
{
    switch (kind) {
    case Kind::Usual:
        return {};
    case Kind::Busy:
        return u"busy"_s;
    case Kind::Degraded:
        return u"degraded"_s;
    case Kind::Wedged:
        return u"wedged"_s;
    }
    return {};
}

} // namespace

Program programOf(const wire::SessionFacts &facts)
{
    if (facts.extra.contains(u"hub"_s))
        return Program::Hub;
    return facts.extra.value(u"program"_s) == "brandr"_L1 ? Program::Brandr : Program::Unknown;
}

bool isHub(const wire::SessionFacts &facts)
{
    return programOf(facts) == Program::Hub;
}

bool isBrandr(const wire::SessionFacts &facts)
{
    return programOf(facts) == Program::Brandr;
}

bool saysBrandr(JsonValue health)
{
    const JsonObject object = health.object();
    return object["message"].string().value_or(QString()).contains("Brandr"_L1)
        && object["status"].isString() && object["db"].isObject();
}

void stand(wire::Standing standing, Sink &sink)
{
    const QString said = standing.kind == Kind::Usual
        ? QString()
        : QString(wordOf(standing.kind) + u' ' + standing.detail);
    const bool isNews = sink.facts().extra.value(standingKey) != said;
    if (said.isEmpty() && !isNews)
        return;
    if (isNews && said.isEmpty())
        sink.learn().extra.remove(standingKey);
    else if (isNews)
        sink.learn().extra.insert(standingKey, said);
    sink.control(std::move(standing));
}

void standAt(const QString &path, const QString &words, Sink &sink)
{
    stand({ Kind::Degraded, u"%1: %2"_s.arg(path, words) }, sink);
}

void worksAt(const QString &path, Sink &sink)
{
    const QString said = sink.facts().extra.value(standingKey);
    if (said.startsWith(u"%1 %2: "_s.arg(wordOf(Kind::Degraded), path)))
        stand({}, sink);
}

bool standsAtPath(const wire::SessionFacts &facts)
{
    return facts.extra.value(standingKey).startsWith(QString(wordOf(Kind::Degraded) + u" /"_s));
}

wire::Standing busy()
{
    return { Kind::Busy,
             userText(
                 QT_TRANSLATE_NOOP("fw::dialects", "accepts calls and does not answer them")) };
}

void answered(Sink &sink)
{
    if (sink.facts().extra.value(standingKey).startsWith("busy"_L1))
        stand({}, sink);
}

} // namespace fw::dialects::orchestrator
