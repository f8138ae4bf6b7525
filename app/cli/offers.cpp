// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/offers.h"

#include "cli/arguments.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

namespace fw::cli {

using namespace Qt::StringLiterals;
using wire::ActionOffer;
using wire::FieldSpec;

namespace {

constexpr auto reasons = std::to_array<std::pair<QLatin1StringView, QLatin1StringView>>({
    { "noMessage"_L1, "its protocol has no such message"_L1 },
    { "notAnnounced"_L1, "this server did not offer it"_L1 },
    { "readOnly"_L1, "it may only be read"_L1 },
    { "notConnected"_L1, "there is no connection"_L1 },
    { "noRoute"_L1, "this program has no such route"_L1 },
    { "tier"_L1, "the account's plan has no more of it"_L1 },
});

struct JobWord
{
    wire::JobAction action;
    QLatin1StringView label;
};
constexpr auto jobWords = std::to_array<JobWord>({
    { wire::JobAction::Cancel, "End the job and clean up after it"_L1 },
    { wire::JobAction::Pause, "Stop the job so that it can go on"_L1 },
    { wire::JobAction::Resume, "Let the paused job go on"_L1 },
    { wire::JobAction::Retry, "Start a new attempt"_L1 },
    { wire::JobAction::Prioritise, "Change the order of waiting jobs"_L1 },
});

FieldSpec fieldOf(const QString &name, const QString &label, FieldSpec::Type type)
{
    FieldSpec field;
    field.name = name;
    field.label = label;
    field.type = type;
    return field;
}

FieldSpec priorityField(int preset, bool required)
{
    FieldSpec field
        = fieldOf(u"priority"_s, u"Priority, higher runs first"_s, FieldSpec::Type::Whole);
    field.minimum = -100;
    field.maximum = 100;
    field.preset = preset;
    field.required = required;
    return field;
}

ActionOffer plainAction(const QString &name, const QString &label, const QString &target,
                        const wire::Capability &capability)
{
    ActionOffer offer;
    offer.name = name;
    offer.label = label;
    offer.target = target;
    offer.capability = capability;
    return offer;
}

ActionOffer mediaAction(const QString &name, const QString &label,
                        const wire::Capability &capability)
{
    ActionOffer offer = plainAction(name, label, {}, capability);
    FieldSpec file = fieldOf(u"file"_s, u"Media"_s, FieldSpec::Type::File);
    file.required = true;
    offer.fields = { file, priorityField(0, false) };
    return offer;
}

std::vector<ActionOffer> usualOffers(const wire::Capabilities &can)
{
    std::vector<ActionOffer> offers;
    for (const JobWord &word : jobWords) {
        ActionOffer offer = plainAction(wire::actionWord(word.action), word.label, u"job"_s,
                                        can.action(word.action));
        if (word.action == wire::JobAction::Prioritise)
            offer.fields.push_back(priorityField(10, true));
        offer.fields.push_back(
            fieldOf(u"reason"_s, u"Why, for the job's history"_s, FieldSpec::Type::Text));
        offers.push_back(std::move(offer));
    }
    offers.push_back(
        mediaAction(u"add"_s, u"Add media that lies on the server's machine"_s, can.addByPath));
    offers.push_back(mediaAction(u"upload"_s, u"Send media to the server"_s, can.upload));
    offers.push_back(
        plainAction(u"sample"_s, u"Make a sample clip and process it"_s, {}, can.sample));
    return offers;
}

bool hasOwn(const wire::Capabilities &can, const QString &name)
{
    return std::ranges::find(can.offers, name, &ActionOffer::name) != can.offers.end();
}

QString textOf(const QJsonValue &value)
{
    if (!value.isArray())
        return value.toVariant().toString();
    QStringList parts;
    const QJsonArray items = value.toArray();
    for (const QJsonValue &one : items)
        parts.append(one.toVariant().toString());
    return parts.join(u',');
}

QJsonObject fieldObject(const FieldSpec &field)
{
    QJsonObject object{ { "name"_L1, field.name },
                        { "label"_L1, field.label },
                        { "type"_L1, typeWord(field.type) },
                        { "required"_L1, field.required } };
    if (field.minimum != 0 || field.maximum != 0) {
        object.insert("minimum"_L1, field.minimum);
        if (field.maximum >= field.minimum)
            object.insert("maximum"_L1, field.maximum);
    }
    if (!field.choices.isEmpty())
        object.insert("choices"_L1, QJsonArray::fromStringList(field.choices));
    if (!field.unit.isEmpty())
        object.insert("unit"_L1, field.unit);
    if (!field.preset.isUndefined() && field.type != FieldSpec::Type::Secret)
        object.insert("preset"_L1, field.preset);
    if (!field.from.isEmpty())
        object.insert("from"_L1, field.from);
    if (!field.hint.isEmpty())
        object.insert("hint"_L1, field.hint);
    return object;
}

QString plainField(const FieldSpec &field)
{
    QStringList words{ takes(field) };
    if (!field.unit.isEmpty())
        words.back() += u' ' + field.unit;
    words.append(field.required ? u"required"_s : u"optional"_s);
    if (!field.preset.isUndefined() && !field.preset.isNull()
        && field.type != FieldSpec::Type::Secret)
        words.append(u"usually "_s + textOf(field.preset));
    return u"    %1  %2\n"_s.arg(field.name.leftJustified(18), words.join(u", "_s));
}

} // namespace

std::vector<ActionOffer> allOffers(const wire::Capabilities &can)
{
    std::vector<ActionOffer> offers;
    for (ActionOffer &offer : usualOffers(can)) {
        if (!hasOwn(can, offer.name))
            offers.push_back(std::move(offer));
    }
    std::ranges::copy(can.offers, std::back_inserter(offers));
    return offers;
}

wire::Command commandOf(const wire::Capabilities &can, const ActionOffer &offer,
                        const QString &target, const QJsonObject &arguments)
{
    const int priority = arguments["priority"_L1].toInt();
    if (hasOwn(can, offer.name))
        return wire::RunAction{ {}, offer.name, target, arguments };
    if (const auto action = wire::actionFromWord(offer.name))
        return wire::ControlJob{
            {}, JobId{ target }, *action, priority, arguments["reason"_L1].toString()
        };
    const QString file = arguments["file"_L1].toString();
    if (offer.name == "add"_L1)
        return wire::AddMedia{ {}, { file }, priority, {} };
    if (offer.name == "upload"_L1)
        return wire::UploadMedia{ {}, file, priority };
    return wire::AddSample{};
}

QString whyNot(const wire::Capability &capability)
{
    for (const auto &[key, text] : reasons) {
        if (capability.reason == key)
            return text;
    }
    return capability.reason;
}

QString offerLabel(const ActionOffer &offer)
{
    return offer.label.isEmpty() ? offer.name : QString(offer.label).remove(u'…').trimmed();
}

QJsonObject offerObject(const ActionOffer &offer)
{
    QJsonArray fields;
    for (const FieldSpec &field : offer.fields)
        fields.append(fieldObject(field));
    QJsonObject object{ { "name"_L1, offer.name },
                        { "label"_L1, offer.label },
                        { "offered"_L1, offer.capability.offered },
                        { "fields"_L1, fields } };
    if (!offer.target.isEmpty())
        object.insert("target"_L1, offer.target);
    if (!offer.capability.offered)
        object.insert("reason"_L1, offer.capability.reason);
    if (!offer.states.isEmpty())
        object.insert("states"_L1, QJsonArray::fromStringList(offer.states));
    if (!offer.warning.isEmpty())
        object.insert("warning"_L1, offer.warning);
    if (offer.slow)
        object.insert("slow"_L1, true);
    return object;
}

QString plainOffer(const ActionOffer &offer)
{
    QStringList words{ offer.name.leftJustified(20),
                       offer.target.isEmpty() ? QString(u"-"_s).leftJustified(10)
                                              : offer.target.toUpper().leftJustified(10),
                       offerLabel(offer) };
    if (!offer.states.isEmpty())
        words.append(u"(when %1)"_s.arg(offer.states.join(u", "_s)));
    if (!offer.capability.offered)
        return words.join(u"  "_s) + u"  not here: "_s + whyNot(offer.capability) + u'\n';
    QString text = words.join(u"  "_s) + u'\n';
    for (const FieldSpec &field : offer.fields)
        text += plainField(field);
    return text;
}

} // namespace fw::cli
