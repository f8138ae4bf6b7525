// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/orchestrator/brandr_offers.h"

#include "dialects/common/user_text.h"
#include "dialects/orchestrator/brandr_items.h"
#include "dialects/orchestrator/brandr_reads.h"

namespace fw::dialects::orchestrator::brandr {

using namespace Qt::StringLiterals;
using wire::ActionOffer;
using wire::Capability;
using wire::FieldSpec;
using Type = FieldSpec::Type;

namespace {

// Ranges are the page's own: the program checks none (trap 12).
struct Figure
{
    const char *name;
    const char *label;
    double minimum;
    double maximum;
};
constexpr Figure brandFigures[] = {
    { "logo_x", QT_TRANSLATE_NOOP("fw::wire::offer", "Logo, centre from left"), 0, 1 },
    { "logo_y", QT_TRANSLATE_NOOP("fw::wire::offer", "Logo, centre from top"), 0, 1 },
    { "logo_scale", QT_TRANSLATE_NOOP("fw::wire::offer", "Logo width"), 0.05, 1 },
    { "logo_opacity", QT_TRANSLATE_NOOP("fw::wire::offer", "Logo opacity"), 0, 1 },
    { "logo_rotation", QT_TRANSLATE_NOOP("fw::wire::offer", "Logo rotation"), 0, 360 },
    { "wm_x", QT_TRANSLATE_NOOP("fw::wire::offer", "Watermark, centre from left"), 0, 1 },
    { "wm_y", QT_TRANSLATE_NOOP("fw::wire::offer", "Watermark, centre from top"), 0, 1 },
    { "wm_scale", QT_TRANSLATE_NOOP("fw::wire::offer", "Watermark scale"), 0.115, 1.495 },
    { "wm_opacity", QT_TRANSLATE_NOOP("fw::wire::offer", "Watermark opacity"), 0, 1 },
    { "text_x_percent", QT_TRANSLATE_NOOP("fw::wire::offer", "Text, centre from left"), 0, 1 },
    { "text_y_percent", QT_TRANSLATE_NOOP("fw::wire::offer", "Text, centre from top"), 0, 1 },
};
constexpr Figure cropFigures[] = {
    { "crop_x", QT_TRANSLATE_NOOP("fw::wire::offer", "Pan from left"), 0, 1 },
    { "crop_y", QT_TRANSLATE_NOOP("fw::wire::offer", "Pan from top"), 0, 1 },
    { "zoom", QT_TRANSLATE_NOOP("fw::wire::offer", "Zoom"), 0.25, 4 },
};
constexpr std::string_view layoutNames[]
    = { "logo_x", "logo_y", "logo_scale", "wm_x", "wm_y", "wm_scale" };

FieldSpec field(const char *name, const char *label, Type type = Type::Text)
{
    FieldSpec spec;
    spec.name = QString::fromLatin1(name);
    spec.label = QString::fromUtf8(label);
    spec.type = type;
    return spec;
}

FieldSpec required(FieldSpec spec)
{
    spec.required = true;
    return spec;
}

// Starts with what the item says.
FieldSpec shown(FieldSpec spec)
{
    spec.from = spec.name;
    return spec;
}

FieldSpec number(const Figure &figure)
{
    FieldSpec spec = shown(field(figure.name, figure.label, Type::Number));
    spec.minimum = figure.minimum;
    spec.maximum = figure.maximum;
    spec.decimals = 3;
    return spec;
}

FieldSpec choice(FieldSpec spec, const QStringList &choices, const QJsonValue &preset = {})
{
    spec.type = Type::Choice;
    spec.choices = choices;
    if (!preset.isNull())
        spec.preset = preset;
    return spec;
}

FieldSpec limits(FieldSpec spec, double minimum, double maximum)
{
    spec.minimum = minimum;
    spec.maximum = maximum;
    return spec;
}

FieldSpec formatField()
{
    FieldSpec spec
        = choice(field("format", QT_TRANSLATE_NOOP("fw::wire::offer", "Output format")), formats());
    spec.choiceLabels = { QString::fromUtf8(QT_TRANSLATE_NOOP("fw::wire::offer", "Vertical 9:16")),
                          QString::fromUtf8(QT_TRANSLATE_NOOP("fw::wire::offer", "Square 1:1")) };
    spec.preset = formats().front();
    spec.from = u"format"_s;
    return required(spec);
}

FieldSpec bookmarkField()
{
    FieldSpec spec = shown(field(
        "bookmarked", QT_TRANSLATE_NOOP("fw::wire::offer", "Keep it beyond 24 hours"), Type::Flag));
    spec.preset = true;
    return required(spec);
}

ActionOffer offer(const char *name, const char *label, const char *target,
                  std::vector<FieldSpec> fields = {})
{
    ActionOffer one;
    one.name = QString::fromLatin1(name);
    one.label = QString::fromUtf8(label);
    one.target = QString::fromLatin1(target);
    one.fields = std::move(fields);
    return one;
}

FieldSpec fileField(const char *label)
{
    FieldSpec spec = required(field("file", label, Type::File));
    spec.maximum = double(maxFile);
    return spec;
}

// Links in one call, by the account's plan (c1.9): no answer tells before it is too many.
int linksAtOnce(const wire::SessionFacts &facts)
{
    const QString tier = facts.extra.value(u"tier"_s);
    for (const auto &[plan, most] :
         { std::pair("Explorer"_L1, 5), std::pair("Creator"_L1, 10), std::pair("Studio"_L1, 15),
           std::pair("Platinum"_L1, 20), std::pair("Elite"_L1, 5) }) {
        if (tier == plan)
            return most;
    }
    return 0;
}

// "245 of 250", or nothing when the server did not say.
QString share(const wire::SessionFacts &facts, const QString &part, const QString &whole)
{
    const auto some = figure(facts, part);
    const auto all = figure(facts, whole);
    return some && all ? u"%1 / %2"_s.arg(*some).arg(*all) : QString();
}

ActionOffer processOffer(const wire::SessionFacts &facts)
{
    FieldSpec brand
        = required(choice(field("brand", QT_TRANSLATE_NOOP("fw::wire::offer", "Brand")), {}));
    for (const KnownBrand &known : knownBrands(facts)) {
        brand.choices.append(known.id);
        const bool isReady = known.state != "incomplete"_L1; // else refused (c1.8)
        brand.choiceLabels.append(
            isReady ? known.title
                    : userText(QT_TRANSLATE_NOOP("fw::dialects", "%1 (no logo, no watermark)"),
                               known.title));
    }
    FieldSpec format = formatField();
    format.hint = share(facts, u"credits.total"_s, u"credits.per_day"_s);
    if (!format.hint.isEmpty())
        format.hint.prepend(u"Credits left: "_s);
    ActionOffer one
        = offer("source.process", QT_TRANSLATE_NOOP("fw::wire::offer", "Brand this video…"),
                "source", { brand, format });
    one.states = { u"available"_s };
    if (const auto credits = figure(facts, u"credits.total"_s); credits && *credits <= 0)
        one.capability = { false, u"tier"_s };
    return one;
}

ActionOffer fetchOffer(const wire::SessionFacts &facts)
{
    FieldSpec urls = required(
        field("urls", QT_TRANSLATE_NOOP("fw::wire::offer", "Links, one a line"), Type::TextList));
    urls.hint = share(facts, u"usage.downloads"_s, u"limits.fetches_per_day"_s);
    if (!urls.hint.isEmpty())
        urls.hint.prepend(u"Fetched today: "_s);
    if (const int most = linksAtOnce(facts); most > 0)
        urls.hint += QString(urls.hint.isEmpty() ? u"At most"_s : u"; at most"_s)
            + u" %1 at once"_s.arg(most);
    ActionOffer one
        = offer("source.fetch", QT_TRANSLATE_NOOP("fw::wire::offer", "Fetch links…"), "", { urls });
    one.slow = true;
    const auto used = figure(facts, u"usage.downloads"_s);
    const auto most = figure(facts, u"limits.fetches_per_day"_s);
    if (used && most && *used >= *most)
        one.capability = { false, u"tier"_s };
    return one;
}

std::vector<ActionOffer> sourceOffers(const wire::SessionFacts &facts)
{
    std::vector<FieldSpec> crop{ formatField() };
    for (const Figure &figure : cropFigures)
        crop.push_back(number(figure));
    crop.push_back(shown(choice(field("crop_mode", QT_TRANSLATE_NOOP("fw::wire::offer", "Mode")),
                                { u"fit"_s, u"fill"_s })));
    crop.push_back(
        shown(field("flip_h", QT_TRANSLATE_NOOP("fw::wire::offer", "Mirror"), Type::Flag)));
    FieldSpec moment = limits(
        field("t", QT_TRANSLATE_NOOP("fw::wire::offer", "Moment"), Type::Number), 0, 86400);
    moment.unit = u"s"_s;
    FieldSpec name = shown(required(
        limits(field("display_name", QT_TRANSLATE_NOOP("fw::wire::offer", "Name")), 1, 80)));
    std::vector<ActionOffer> all{ processOffer(facts), fetchOffer(facts) };
    all.push_back(offer("source.upload", QT_TRANSLATE_NOOP("fw::wire::offer", "Upload a video…"),
                        "", { fileField(QT_TRANSLATE_NOOP("fw::wire::offer", "File")) }));
    all.push_back(offer("source.rename", QT_TRANSLATE_NOOP("fw::wire::offer", "Rename…"), "source",
                        { name }));
    all.back().overlay = true;
    all.push_back(offer("source.bookmark", QT_TRANSLATE_NOOP("fw::wire::offer", "Bookmark…"),
                        "source", { bookmarkField() }));
    all.push_back(offer("source.frame", QT_TRANSLATE_NOOP("fw::wire::offer", "Show a frame…"),
                        "source", { moment }));
    all.push_back(offer("source.crop.read",
                        QT_TRANSLATE_NOOP("fw::wire::offer", "Read the reframing…"), "source",
                        { formatField() }));
    all.push_back(
        offer("source.crop", QT_TRANSLATE_NOOP("fw::wire::offer", "Reframe…"), "source", crop));
    crop.erase(crop.begin());
    all.push_back(
        offer("crop.set", QT_TRANSLATE_NOOP("fw::wire::offer", "Reframe…"), "crop", crop));
    all.back().overlay = true;
    return all;
}

std::vector<FieldSpec> brandFields()
{
    std::vector<FieldSpec> fields{ shown(
        limits(field("display_name", QT_TRANSLATE_NOOP("fw::wire::offer", "Name")), 1, 80)) };
    for (const Figure &figure : brandFigures)
        fields.push_back(number(figure));
    fields.push_back(
        shown(choice(field("logo_shape", QT_TRANSLATE_NOOP("fw::wire::offer", "Logo shape")),
                     { u"original"_s, u"circle"_s, u"square"_s })));
    fields.push_back(shown(
        field("text_enabled", QT_TRANSLATE_NOOP("fw::wire::offer", "Show the text"), Type::Flag)));
    fields.push_back(
        shown(field("text_content", QT_TRANSLATE_NOOP("fw::wire::offer", "Text"), Type::LongText)));
    FieldSpec size = shown(
        limits(field("text_size", QT_TRANSLATE_NOOP("fw::wire::offer", "Text size"), Type::Whole),
               20, 96));
    size.unit = u"px"_s;
    fields.push_back(size);
    fields.push_back(shown(
        field("text_color", QT_TRANSLATE_NOOP("fw::wire::offer", "Text colour"), Type::Color)));
    fields.push_back(
        shown(choice(field("text_position", QT_TRANSLATE_NOOP("fw::wire::offer", "Text position")),
                     { u"top"_s, u"center"_s, u"lower-third"_s, u"bottom"_s })));
    return fields;
}

ActionOffer createOffer(const wire::SessionFacts &facts)
{
    FieldSpec title = required(
        limits(field("display_name", QT_TRANSLATE_NOOP("fw::wire::offer", "Name")), 1, 80));
    FieldSpec name = limits(
        field("name", QT_TRANSLATE_NOOP("fw::wire::offer", "Name within file names")), 0, 60);
    name.hint = QString::fromUtf8(
        QT_TRANSLATE_NOOP("fw::wire::offer", "Letters, digits and dashes; made from the name"));
    if (const auto most = figure(facts, u"max_brands"_s); most && *most >= 0)
        title.hint = u"Brands: %1 / %2"_s.arg(knownBrands(facts).size()).arg(*most);
    ActionOffer one = offer("brand.create", QT_TRANSLATE_NOOP("fw::wire::offer", "New brand…"), "",
                            { title, name });
    if (figure(facts, u"can_create"_s) == 0.0)
        one.capability = { false, u"tier"_s };
    return one;
}

// "Duplicate": what is locked or a model for others is copied and then changed.
ActionOffer duplicateOffer(const wire::SessionFacts &facts)
{
    ActionOffer one = createOffer(facts);
    one.name = u"brand.duplicate"_s;
    one.label = QString::fromUtf8(QT_TRANSLATE_NOOP("fw::wire::offer", "Duplicate…"));
    one.target = u"brand"_s;
    one.many = false;
    one.fields.front().hint = QString::fromUtf8(QT_TRANSLATE_NOOP(
        "fw::wire::offer", "All settings are copied; the logo and the watermark are not"));
    return one;
}

ActionOffer pictureOffer(const char *name, const char *label)
{
    const FieldSpec file = fileField(QT_TRANSLATE_NOOP("fw::wire::offer", "Picture"));
    FieldSpec background
        = choice(field("remove_bg", QT_TRANSLATE_NOOP("fw::wire::offer", "Remove the background")),
                 { u"no"_s, u"dark"_s, u"light"_s }, u"no"_s);
    FieldSpec strength = limits(
        field("bg_strength", QT_TRANSLATE_NOOP("fw::wire::offer", "Strength"), Type::Whole), 0,
        150);
    strength.preset = 50;
    ActionOffer one = offer(name, label, "brand", { file, background, strength });
    one.many = false;
    return one;
}

std::vector<ActionOffer> brandOffers(const wire::SessionFacts &facts)
{
    std::vector<ActionOffer> all{ createOffer(facts) };
    all.push_back(offer("brand.update", QT_TRANSLATE_NOOP("fw::wire::offer", "Settings…"), "brand",
                        brandFields()));
    all.back().overlay = true;
    std::vector<FieldSpec> layout{ required(
        choice(field("format", QT_TRANSLATE_NOOP("fw::wire::offer", "Output format")),
               { formats().back() }, formats().back())) };
    for (const Figure &figure : brandFigures) {
        if (isLayout(figure.name))
            layout.push_back(number(figure));
    }
    all.push_back(offer("brand.layout",
                        QT_TRANSLATE_NOOP("fw::wire::offer", "Layout of one format…"), "brand",
                        layout));
    all.push_back(
        pictureOffer("brand.logo", QT_TRANSLATE_NOOP("fw::wire::offer", "Upload a logo…")));
    all.push_back(pictureOffer("brand.watermark",
                               QT_TRANSLATE_NOOP("fw::wire::offer", "Upload a watermark…")));
    all.push_back(
        offer("brand.delete", QT_TRANSLATE_NOOP("fw::wire::offer", "Delete the brand"), "brand"));
    all.back().warning = QString::fromUtf8(QT_TRANSLATE_NOOP(
        "fw::wire::offer", "The brand and its pictures are removed from the server."));
    // The server refuses to change any other.
    for (ActionOffer &one : all) {
        if (one.target == "brand"_L1)
            one.states = { u"ready"_s, u"incomplete"_s };
    }
    all.push_back(duplicateOffer(facts));
    return all;
}

} // namespace

bool isLayout(std::string_view name)
{
    return std::ranges::find(layoutNames, name) != std::end(layoutNames);
}

std::vector<ActionOffer> offers(const wire::SessionFacts &facts)
{
    std::vector<ActionOffer> all = sourceOffers(facts);
    for (ActionOffer &one : brandOffers(facts))
        all.push_back(std::move(one));
    all.push_back(offer("output.bookmark", QT_TRANSLATE_NOOP("fw::wire::offer", "Bookmark…"),
                        "output", { bookmarkField() }));
    return all;
}

wire::Capabilities capabilities(const wire::SessionFacts &facts)
{
    const Capability never{ false, u"noMessage"_s };
    wire::Capabilities all;
    all.listsJobs = false; // trap 8
    all.addByPath = { false, u"noRoute"_s };
    all.upload = { true, u"none"_s };
    all.sample = { false, u"noRoute"_s };
    all.actions.fill(never);
    all.actions[static_cast<size_t>(wire::JobAction::Retry)] = { true, u"none"_s };
    const auto kind = [&all](const char *name, const char *label) {
        const int archived = QLatin1StringView(name) == "output"_L1 ? maxArchived : 0;
        all.kinds.push_back({ QString::fromLatin1(name), QString::fromUtf8(label), archived });
    };
    kind("source", QT_TRANSLATE_NOOP("fw::wire::offer", "Sources"));
    kind("output", QT_TRANSLATE_NOOP("fw::wire::offer", "Outputs"));
    kind("brand", QT_TRANSLATE_NOOP("fw::wire::offer", "Brands"));
    kind("crop", QT_TRANSLATE_NOOP("fw::wire::offer", "Crops"));
    kind("frame", QT_TRANSLATE_NOOP("fw::wire::offer", "Frames"));
    kind("account", QT_TRANSLATE_NOOP("fw::wire::offer", "Account"));
    all.offers = offers(facts);
    return all;
}

} // namespace fw::dialects::orchestrator::brandr
