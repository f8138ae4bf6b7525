// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/add_dialog.h"

#include "ui/common/widgets.h"
#include "ui/shell/render_sheet.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;

QStringList mediaFilters()
{
    return { AddDialog::tr(
                 "Video and audio (*.mp4 *.mov *.mkv *.webm *.avi *.m4v *.mts *.m2ts *.mxf "
                 "*.mpg *.mpeg *.ts *.ogv *.wmv *.flv *.3gp *.wav *.mp3 *.m4a)"),
             AddDialog::tr("All files (*)") };
}

AddDialog::AddDialog(const QStringList &paths, const wire::RenderOptions &render,
                     const QString &serverName, QWidget *parent)
    : QDialog(parent)
    , m_optionsOnly(serverName.isEmpty())
    , m_sheet(new RenderSheet(this))
    , m_problem(makeLabel({}, "error", this))
    , m_go(makeButton(m_optionsOnly ? tr("&Keep these options") : tr("&Add"), ButtonKind::Primary,
                      this))
{
    setObjectName(u"addDialog"_s);
    setWindowTitle(m_optionsOnly ? tr("Options for new media")
                                 : tr("Add media to %1").arg(serverName));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::huge, space::large, space::huge, space::large);
    column->setSpacing(space::small);
    if (!m_optionsOnly)
        column->addWidget(buildFiles());
    column->addWidget(m_sheet);
    column->addSpacing(space::small);
    column->addLayout(buildFoot());
    m_go->setDefault(true);
    m_sheet->setOptions(render);
    addPaths(paths);
    setMinimumWidth(fontMetrics().averageCharWidth() * 92);
    m_go->setFocus();
}

QHBoxLayout *AddDialog::buildFoot()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(space::small);
    auto *stop = makeButton(tr("&Close without adding"), ButtonKind::Plain, this);
    if (m_optionsOnly)
        stop->setText(tr("&Close"));
    connect(stop, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_go, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_sheet, &RenderSheet::changed, this, &AddDialog::refresh);
    row->addWidget(m_problem, 1);
    row->addWidget(stop);
    row->addWidget(m_go);
    return row;
}

QWidget *AddDialog::buildFiles()
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, space::small);
    column->setSpacing(space::small);
    auto *head = new QHBoxLayout;
    head->addWidget(makeHeading(tr("Files"), box));
    head->addStretch();
    auto *more = makeButton(tr("Choose &files…"), ButtonKind::Plain, box);
    connect(more, &QPushButton::clicked, this, &AddDialog::chooseFiles);
    head->addWidget(more);
    m_files = new QListWidget(box);
    m_files->setAccessibleName(tr("Files to add"));
    m_files->setTextElideMode(Qt::ElideMiddle);
    m_files->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_files->setFixedHeight((fontMetrics().height() + 4) * 4);
    column->addLayout(head);
    column->addWidget(m_files);
    return box;
}

void AddDialog::addPaths(const QStringList &paths)
{
    const QStringList known = this->paths();
    for (const QString &path : paths) {
        if (m_files && !known.contains(path))
            m_files->addItem(path);
    }
    refresh();
}

void AddDialog::setFormats(const QStringList &formats)
{
    m_sheet->setOffered(formats);
}

void AddDialog::chooseFiles()
{
    auto *dialog = new QFileDialog(this, tr("Add media"));
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters(mediaFilters());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::filesSelected, this, &AddDialog::addPaths);
    dialog->open();
}

QStringList AddDialog::paths() const
{
    QStringList paths;
    for (int row = 0; m_files && row < m_files->count(); ++row)
        paths << m_files->item(row)->text();
    return paths;
}

wire::RenderOptions AddDialog::render() const
{
    return m_sheet->options();
}

void AddDialog::refresh()
{
    QString problem;
    if (render().formats.isEmpty())
        problem = tr("Choose at least one format.");
    else if (!m_optionsOnly && paths().isEmpty())
        problem = tr("Choose at least one file.");
    m_problem->setText(problem);
    m_go->setEnabled(problem.isEmpty());
    m_go->setToolTip(problem);
    if (!m_optionsOnly)
        m_go->setText(tr("&Add %n file(s)", nullptr, int(paths().size())));
    m_go->setAccessibleName(m_go->text().remove(u'&'));
}

} // namespace fw::ui
