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
                        const wire::Capability &capability, bool ranks)
{
    ActionOffer offer = plainAction(name, label, {}, capability);
    FieldSpec file = fieldOf(u"file"_s, u"Media"_s, FieldSpec::Type::File);
    file.required = true;
    offer.fields = { file };
    if (ranks) // a server that does not know priorities of jobs ignores those of media
        offer.fields.push_back(priorityField(0, false));
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
    const bool ranks = can.action(wire::JobAction::Prioritise).offered;
    offers.push_back(mediaAction(u"add"_s, u"Add media that lies on the server's machine"_s,
                                 can.addByPath, ranks));
    offers.push_back(mediaAction(u"upload"_s, u"Send media to the server"_s, can.upload, ranks));
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

bool hasNames(const FieldSpec &field)
{
    return !field.choices.isEmpty() && !field.choiceLabels.isEmpty();
}

// What a choice is called; itself where it has no name.
QString nameOf(const FieldSpec &field, qsizetype choice)
{
    const QString label = field.choiceLabels.value(choice);
    return label.isEmpty() ? field.choices[choice] : label;
}

// "7 (Night Desk)": an id and what it stands for.
QString named(const FieldSpec &field, qsizetype choice)
{
    const QString name = nameOf(field, choice);
    return name == field.choices[choice] ? name
                                         : QString(field.choices[choice] + u" ("_s + name + u')');
}

QString presetOf(const FieldSpec &field)
{
    const QString text = textOf(field.preset);
    const auto choice = field.choices.indexOf(text);
    return choice < 0 ? text : named(field, choice);
}

QJsonObject fieldObject(const FieldSpec &field)
{
    QJsonObject object{ { "name"_L1, field.name },
                        { "label"_L1, field.label },
                        { "type"_L1, typeWord(field.type) },
                        { "required"_L1, field.required } };
    if (wire::hasMinimum(field))
        object.insert("minimum"_L1, field.minimum);
    if (wire::hasMaximum(field))
        object.insert("maximum"_L1, field.maximum);
    if (field.type == FieldSpec::Type::Number)
        object.insert("decimals"_L1, field.decimals);
    if (!field.choices.isEmpty())
        object.insert("choices"_L1, QJsonArray::fromStringList(field.choices));
    if (hasNames(field)) {
        QJsonArray names;
        for (qsizetype i = 0; i < field.choices.size(); ++i)
            names.append(nameOf(field, i));
        object.insert("choiceLabels"_L1, names);
    }
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

// What a person writes behind NAME=.
QString wants(const FieldSpec &field)
{
    if (field.type == FieldSpec::Type::File)
        return field.maximum > 0 ? u"a file of at most %1 bytes"_s.arg(field.maximum, 0, 'f', 0)
                                 : u"a file"_s;
    if (field.type == FieldSpec::Type::Secret)
        return takes(field) + u", from a file: %1=@FILE"_s.arg(field.name);
    if (field.type == FieldSpec::Type::TextList)
        return u"a list: a,b,c"_s;
    if (field.type != FieldSpec::Type::Choice || !hasNames(field))
        return field.unit.isEmpty() ? takes(field) : QString(takes(field) + u' ' + field.unit);
    QStringList choices;
    for (qsizetype i = 0; i < field.choices.size(); ++i)
        choices.append(named(field, i));
    return u"one of "_s + choices.join(u", "_s);
}

QString plainField(const FieldSpec &field)
{
    const bool hasPreset = !field.preset.isUndefined() && !field.preset.isNull()
        && field.type != FieldSpec::Type::Secret;
    QStringList words{ wants(field) };
    words.append(!field.required                         ? u"optional"_s
                     : field.from.isEmpty() || hasPreset ? u"required"_s
                                                         : u"required, else what the target has"_s);
    if (hasPreset && !presetOf(field).isEmpty())
        words.append(u"usually "_s + presetOf(field));
    QString text = u"    %1  %2\n"_s.arg(field.name.leftJustified(18), words.join(u", "_s));
    QStringList says{ field.label == field.name ? QString() : QString(field.label).remove(u'…'),
                      field.hint };
    says.removeAll(QString());
    if (!says.isEmpty())
        text += QString(24, u' ') + says.join(u": "_s) + u'\n';
    return text;
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
    if (!offer.capability.offered) {
        object.insert("reason"_L1, offer.capability.reason);
        object.insert("why"_L1, whyNot(offer.capability));
    }
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
    if (offer.slow)
        words.append(u"(takes long)"_s);
    if (!offer.capability.offered)
        words.append(u"not here: "_s + whyNot(offer.capability));
    QString text = words.join(u"  "_s) + u'\n';
    if (!offer.warning.isEmpty())
        text += u"    asks first: %1\n"_s.arg(offer.warning);
    for (const FieldSpec &field : offer.fields)
        text += plainField(field);
    return text;
}

} // namespace fw::cli
