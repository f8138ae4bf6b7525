// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/render_sheet.h"

#include "ui/common/widgets.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

namespace fw::ui {

using namespace Qt::StringLiterals;

namespace {

QSpinBox *makeSpin(int low, int high, const QString &suffix, const QString &name, QWidget *parent)
{
    auto *spin = new QSpinBox(parent);
    spin->setRange(low, high);
    spin->setSuffix(suffix);
    spin->setAccessibleName(name);
    spin->setToolTip(name);
    return spin;
}

QHBoxLayout *makeRow(QWidget *owner)
{
    auto *row = new QHBoxLayout(owner);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::small);
    return row;
}

} // namespace

RenderSheet::RenderSheet(QWidget *parent)
    : QWidget(parent)
    , m_mode(new QComboBox(this))
    , m_useWatermark(new QCheckBox(tr("&Watermark"), this))
    , m_watermark(new QLineEdit(this))
    , m_browse(makeButton(tr("C&hoose…"), ButtonKind::Plain, this))
    , m_scale(makeSpin(1, 100, tr(" % wide"), tr("Width of the watermark, of the picture"), this))
    , m_opacity(makeSpin(0, 100, tr(" % solid"), tr("Opacity of the watermark"), this))
    , m_useText(new QCheckBox(tr("&Text"), this))
    , m_text(new QLineEdit(this))
    , m_textSize(makeSpin(8, 200, tr(" px"), tr("Size of the text"), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::small);
    column->addWidget(makeHeading(tr("Formats"), this));
    m_formatBox = buildFormats({});
    column->addWidget(m_formatBox);
    column->addSpacing(space::small);
    column->addWidget(makeHeading(tr("Picture"), this));
    column->addWidget(buildMode());
    column->addSpacing(space::small);
    column->addWidget(makeHeading(tr("Brand"), this));
    column->addWidget(buildWatermark());
    column->addWidget(buildText());
    setOptions(renderFromJson({}));
}

QWidget *RenderSheet::buildFormats(const QStringList &offered)
{
    auto *box = new QWidget(this);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(space::tiny);
    int line = 0;
    m_formats.clear();
    for (const FormatChoice &choice : formatChoices(offered)) {
        auto *check = new QCheckBox(choice.label, box);
        check->setProperty("format", choice.name);
        connect(check, &QCheckBox::toggled, this, &RenderSheet::refreshEnabled);
        grid->addWidget(check, line, 0);
        grid->addWidget(makeLabel(choice.size, "soft", box), line++, 1);
        m_formats << check;
    }
    grid->setColumnStretch(1, 1);
    grid->setHorizontalSpacing(space::large);
    return box;
}

QWidget *RenderSheet::buildMode()
{
    auto *box = new QWidget(this);
    m_mode->addItem(tr("Fill: cut the overhang off"), int(wire::FitMode::Fill));
    m_mode->addItem(tr("Fit: whole picture, black bars"), int(wire::FitMode::Fit));
    m_mode->setAccessibleName(tr("How the picture meets the format"));
    connect(m_mode, &QComboBox::currentIndexChanged, this, &RenderSheet::changed);
    auto *row = makeRow(box);
    row->addWidget(m_mode);
    row->addStretch();
    return box;
}

QWidget *RenderSheet::buildWatermark()
{
    auto *box = new QWidget(this);
    auto *row = makeRow(box);
    m_useWatermark->setMinimumWidth(fontMetrics().averageCharWidth() * 16);
    m_watermark->setPlaceholderText(tr("PNG file on the server's machine"));
    m_watermark->setAccessibleName(tr("Watermark file"));
    m_browse->setToolTip(tr("Choose a picture file"));
    connect(m_useWatermark, &QCheckBox::toggled, this, &RenderSheet::refreshEnabled);
    connect(m_watermark, &QLineEdit::textChanged, this, &RenderSheet::changed);
    connect(m_browse, &QPushButton::clicked, this, &RenderSheet::chooseWatermark);
    connect(m_scale, &QSpinBox::valueChanged, this, &RenderSheet::changed);
    connect(m_opacity, &QSpinBox::valueChanged, this, &RenderSheet::changed);
    row->addWidget(m_useWatermark);
    row->addWidget(m_watermark, 1);
    row->addWidget(m_browse);
    row->addWidget(m_scale);
    row->addWidget(m_opacity);
    return box;
}

QWidget *RenderSheet::buildText()
{
    auto *box = new QWidget(this);
    auto *row = makeRow(box);
    m_useText->setMinimumWidth(fontMetrics().averageCharWidth() * 16);
    m_text->setPlaceholderText(tr("Shown over the picture"));
    m_text->setAccessibleName(tr("Text over the picture"));
    m_text->setMaxLength(500);
    connect(m_useText, &QCheckBox::toggled, this, &RenderSheet::refreshEnabled);
    connect(m_text, &QLineEdit::textChanged, this, &RenderSheet::changed);
    connect(m_textSize, &QSpinBox::valueChanged, this, &RenderSheet::changed);
    row->addWidget(m_useText);
    row->addWidget(m_text, 1);
    row->addWidget(m_textSize);
    return box;
}

void RenderSheet::chooseWatermark()
{
    auto *dialog = new QFileDialog(this, tr("Watermark"), m_watermark->text(),
                                   tr("Pictures (*.png *.jpg *.jpeg *.webp)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, m_watermark, &QLineEdit::setText);
    dialog->open();
}

void RenderSheet::setOffered(const QStringList &formats)
{
    QWidget *before = m_formatBox;
    m_formatBox = buildFormats(formats);
    delete layout()->replaceWidget(before, m_formatBox);
    delete before;
    for (QCheckBox *check : std::as_const(m_formats))
        check->setChecked(m_asked.contains(check->property("format").toString()));
    if (options().formats.isEmpty())
        m_formats.front()->setChecked(true);
    refreshEnabled();
}

void RenderSheet::setOptions(const wire::RenderOptions &o)
{
    m_asked = o.formats;
    for (QCheckBox *check : std::as_const(m_formats))
        check->setChecked(o.formats.contains(check->property("format").toString()));
    m_mode->setCurrentIndex(m_mode->findData(int(o.mode)));
    m_useWatermark->setChecked(!o.watermarkPath.isEmpty());
    m_watermark->setText(o.watermarkPath);
    m_scale->setValue(qRound(o.watermarkScale * 100));
    m_opacity->setValue(qRound(o.watermarkOpacity * 100));
    m_useText->setChecked(!o.text.isEmpty());
    m_text->setText(o.text);
    m_textSize->setValue(o.textSize);
    refreshEnabled();
}

wire::RenderOptions RenderSheet::options() const
{
    wire::RenderOptions o;
    for (const QCheckBox *check : m_formats) {
        if (check->isChecked())
            o.formats << check->property("format").toString();
    }
    o.mode = wire::FitMode(m_mode->currentData().toInt());
    o.watermarkPath = m_useWatermark->isChecked() ? m_watermark->text().trimmed() : QString();
    o.watermarkScale = m_scale->value() / 100.0;
    o.watermarkOpacity = m_opacity->value() / 100.0;
    o.text = m_useText->isChecked() ? m_text->text() : QString();
    o.textSize = m_textSize->value();
    return o;
}

void RenderSheet::refreshEnabled()
{
    for (QWidget *part :
         std::initializer_list<QWidget *>{ m_watermark, m_browse, m_scale, m_opacity })
        part->setEnabled(m_useWatermark->isChecked());
    m_text->setEnabled(m_useText->isChecked());
    m_textSize->setEnabled(m_useText->isChecked());
    Q_EMIT changed();
}

} // namespace fw::ui
