// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/command.h"

#include <QJsonObject>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace fw::ui {

/// Output formats a server that renders offers, with words for people.
struct FormatChoice
{
    QString name; ///< wire word
    QString label; ///< "9:16 vertical"
    QString size; ///< "720 × 1280"
};
/// Those called \a offered, in this order, one without words by its name; all we know when empty.
QList<FormatChoice> formatChoices(const QStringList &offered = {});
/// "9:16 vertical" for "vertical_9_16"; an unknown format is shown as it is.
QString formatLabel(const QString &name);

QJsonObject toJson(const wire::RenderOptions &options);
wire::RenderOptions renderFromJson(const QJsonObject &object);
/// \a options with only those formats the server offers; none left means its default. An empty
/// \a offered says nothing: all stay.
wire::RenderOptions renderFor(wire::RenderOptions options, const QStringList &offered);

/// What is made of new media: formats, fill or fit, watermark, text. Shown when media is added
/// and in the settings; the shell remembers the value.
class RenderSheet final : public QWidget
{
    Q_OBJECT
public:
    explicit RenderSheet(QWidget *parent = nullptr);
    void setOptions(const wire::RenderOptions &options);
    /// The formats that can be chosen, see formatChoices(). When none of them was chosen before,
    /// the first is.
    void setOffered(const QStringList &formats);
    wire::RenderOptions options() const;

Q_SIGNALS:
    void changed();

private:
    QWidget *buildFormats(const QStringList &offered);
    QWidget *buildMode();
    QWidget *buildWatermark();
    QWidget *buildText();
    void chooseWatermark();
    void refreshEnabled();

    QWidget *m_formatBox = nullptr;
    QList<QCheckBox *> m_formats;
    QStringList m_asked; ///< formats as set last, also such as are not offered
    QComboBox *m_mode;
    QCheckBox *m_useWatermark;
    QLineEdit *m_watermark;
    QPushButton *m_browse;
    QSpinBox *m_scale;
    QSpinBox *m_opacity;
    QCheckBox *m_useText;
    QLineEdit *m_text;
    QSpinBox *m_textSize;
};

} // namespace fw::ui
