// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/detect_strip.h"

#include "ui/common/field_form.h"
#include "ui/common/widgets.h"
#include "ui/settings/profile_words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QVBoxLayout>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;
using session::Detected;

namespace {

constexpr int certain = 90;
constexpr int likely = 60;
constexpr size_t mostShown = 3;

QString foundText(const Detected &found)
{
    const QString title = aboutOf(found.dialect).title;
    if (found.recognition.score >= certain)
        return DetectStrip::tr("This is %1.").arg(title);
    if (found.recognition.score >= likely)
        return DetectStrip::tr("This is likely %1.").arg(title);
    return DetectStrip::tr("This may be %1.").arg(title);
}

/// "Program: brandr" for each option that was found.
QString optionsText(const Detected &found)
{
    const wire::DialectAbout about = aboutOf(found.dialect);
    QStringList parts;
    if (found.signIn)
        parts << DetectStrip::tr("%1: %2", "option: value")
                     .arg(DetectStrip::tr("Sign-in"), signInText(*found.signIn));
    for (auto option = found.recognition.options.begin(); option != found.recognition.options.end();
         ++option) {
        const auto spec = std::ranges::find(about.options, option.key(), &wire::FieldSpec::name);
        const QString label = spec == about.options.end() ? option.key() : offerText(spec->label);
        parts << DetectStrip::tr("%1: %2", "option: value").arg(label, option.value());
    }
    return parts.join(u", "_s);
}

} // namespace

wire::Profile withFound(wire::Profile profile, const Detected &found)
{
    if (profile.dialect != found.dialect) {
        const wire::Profile usual = freshProfile(found.dialect, {});
        if (profile.name == aboutOf(profile.dialect).title)
            profile.name = usual.name;
        profile.dialect = found.dialect;
        profile.tokenPlace = usual.tokenPlace;
        profile.signIn.reset();
        profile.path.clear();
        profile.options.clear();
    }
    profile.options.insert(found.recognition.options);
    if (!profile.signIn) // what a person chose stays
        profile.signIn = found.signIn;
    return profile;
}

DetectStrip::DetectStrip(QWidget *parent)
    : QWidget(parent)
    , m_detector(this)
    , m_column(new QVBoxLayout(this))
{
    setObjectName(u"detectStrip"_s);
    m_column->setContentsMargins(0, 0, 0, space::medium);
    connect(&m_detector, &session::Detector::finished, this, &DetectStrip::onFinished);
    hide();
}

void DetectStrip::ask(const QUrl &address, const wire::Profile &profile)
{
    m_address = address;
    m_profile = profile;
    m_found.clear();
    m_problem.clear();
    m_detector.ask(address);
    build();
    Q_EMIT runningChanged(true);
}

void DetectStrip::clear()
{
    const bool was = isRunning();
    m_detector.cancel();
    m_found.clear();
    m_problem.clear();
    hide();
    if (was)
        Q_EMIT runningChanged(false);
}

void DetectStrip::setProfile(const wire::Profile &profile)
{
    const bool moved = m_profile.dialect != profile.dialect || m_profile.options != profile.options
        || m_profile.signIn != profile.signIn;
    m_profile = profile;
    if (moved && !isHidden() && !isRunning())
        build();
}

void DetectStrip::onFinished(const std::vector<Detected> &found, const QString &problem)
{
    m_found = found;
    m_problem = problem;
    build();
    Q_EMIT runningChanged(false);
}

void DetectStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange || !m_body || isHidden())
        return;
    // Not now: the style sheet is going through the children.
    QMetaObject::invokeMethod(
        this, [this] { build(); }, Qt::QueuedConnection);
}

void DetectStrip::addLine(QWidget *left, QWidget *right)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(space::small);
    const bool grows = left->sizePolicy().horizontalPolicy() != QSizePolicy::Fixed;
    row->addWidget(left, grows ? 1 : 0);
    if (!grows)
        row->addStretch(1);
    if (right)
        row->addWidget(right, 0, Qt::AlignTop);
    qobject_cast<QVBoxLayout *>(m_body->layout())->addLayout(row);
}

void DetectStrip::build()
{
    if (m_body) {
        m_body->hide();
        m_body->deleteLater(); // a button in it may be the one that was just clicked
    }
    m_body = new QWidget(this);
    auto *inside = new QVBoxLayout(m_body);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(space::tiny);
    m_column->addWidget(m_body);
    const Theme &theme = themeOf(palette());
    auto *state = new StateLabel(m_body);
    if (isRunning()) {
        auto *stop = makeButton(tr("Stop"), ButtonKind::Plain, m_body);
        connect(stop, &QPushButton::clicked, this, &DetectStrip::clear);
        state->setState(Shape::Half, tr("Asking %1…").arg(m_address.authority()), theme.running);
        addLine(state, stop);
        auto *bar = new QProgressBar(m_body);
        bar->setRange(0, 0);
        bar->setTextVisible(false);
        bar->setAccessibleName(tr("Asking the address"));
        inside->addWidget(bar);
    } else if (m_found.empty()) {
        state->setState(Shape::Cross, tr("Nothing found that is known here."), theme.failed);
        addLine(state);
        auto *why = makeLabel(m_problem, "soft", m_body);
        why->setWordWrap(true);
        inside->addWidget(why);
    } else {
        delete state;
        for (size_t i = 0; i < std::min(m_found.size(), mostShown); ++i)
            addFound(m_found[i]);
    }
    show();
}

void DetectStrip::addFound(const Detected &found)
{
    const Theme &theme = themeOf(palette());
    const bool sure = found.recognition.score >= certain;
    auto *state = new StateLabel(m_body);
    state->setState(sure ? Shape::Check : Shape::Question, foundText(found),
                    sure ? theme.done : theme.attention);
    const wire::Profile proposed = withFound(m_profile, found);
    QPushButton *use = nullptr;
    if (proposed.dialect != m_profile.dialect || proposed.options != m_profile.options
        || proposed.signIn != m_profile.signIn) {
        use = makeButton(tr("Use this kind"), ButtonKind::Plain, m_body);
        if (proposed.dialect == m_profile.dialect)
            use->setText(tr("Use these options"));
        use->setAccessibleName(use->text() + u": "_s + aboutOf(found.dialect).title);
        connect(use, &QPushButton::clicked, this, [this, found] { Q_EMIT useWanted(found); });
    }
    auto *words = new QWidget(m_body);
    auto *column = new QVBoxLayout(words);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(state);
    for (const QString &line : { found.recognition.evidence, optionsText(found) }) {
        if (line.isEmpty())
            continue;
        auto *label = makeLabel(line, "soft", words);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        column->addWidget(label);
    }
    addLine(words, use);
}

} // namespace fw::ui
