// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/library_panel.h"

#include "models/words.h"
#include "ui/common/offer_bar.h"
#include "ui/common/preview.h"
#include "ui/common/refusal_strip.h"
#include "ui/common/text.h"
#include "ui/common/widgets.h"
#include "ui/library/item_table.h"
#include "ui/library/kind_view.h"

#include <QEvent>
#include <QLineEdit>
#include <QStackedLayout>

namespace fw::ui {

using namespace Qt::StringLiterals;
using models::ItemModel;
using models::KindModel;

void LibraryPanel::setKind(const store::KindKey &key)
{
    m_kinds->choose(key);
}

void LibraryPanel::onKindChosen()
{
    const store::KindKey key = m_kinds->chosen();
    if (key == m_models.items.kind())
        return refreshPage();
    m_table->clearSelection();
    m_models.items.setKind(key);
    m_table->sortByColumn(std::max(0, m_models.items.sortColumn()), m_models.items.sortOrder());
    m_table->setAccessibleName(m_kinds->currentIndex().data().toString());
    refreshPage();
    refreshItem();
    Q_EMIT kindChanged();
}

QStringList LibraryPanel::selectedIds() const
{
    return m_table->selectedIds();
}

void LibraryPanel::setItemActions(const QList<QAction *> &actions)
{
    m_itemBar->setActions(actions);
}

void LibraryPanel::setServerActions(const QList<QAction *> &actions)
{
    m_serverBar->setActions(actions);
}

void LibraryPanel::setNote(const LibraryNote &note)
{
    m_note = note;
    m_noteLine->setVisible(!note.text.isEmpty());
    m_noteLabel->setState(note.shape, note.text, themeOf(palette()).*(note.color));
    refreshPage();
}

void LibraryPanel::refreshPage()
{
    const int shown = m_models.items.rowCount();
    const int total = m_models.items.total();
    const bool filtered = !m_search->text().trimmed().isEmpty();
    const Theme &theme = themeOf(palette());
    m_counts->setVisible(filtered);
    m_counts->setState(shown > 0 ? Shape::Check : Shape::Warning,
                       tr("%1 of %2", "shown items of all").arg(countText(shown), countText(total)),
                       shown > 0 ? theme.done : theme.attention);
    m_page->setCurrentIndex(shown > 0 ? 0 : 1);
    if (shown > 0)
        return;
    const QModelIndex kind = m_kinds->currentIndex();
    const QString name = kind.data().toString();
    const QString server = kind.siblingAtColumn(KindModel::ServerColumn).data().toString();
    if (total > 0) {
        m_empty->setMessage(u"search"_s, tr("Nothing contains “%1”").arg(m_search->text()),
                            tr("None of the %1 that are here.").arg(countText(total)));
        return m_empty->setActions({ { tr("&Clear the search"), [this] { m_search->clear(); } } });
    }
    m_empty->setActions({});
    if (!kind.isValid())
        return m_empty->setMessage({}, tr("Nothing here"), {});
    if (!m_note.known)
        return m_empty->setMessage({}, tr("Nothing known from %1").arg(server), m_note.text);
    m_empty->setMessage({}, tr("%1: none yet", "a kind of items").arg(name),
                        tr("What %1 keeps of this kind appears here by itself.").arg(server));
}

void LibraryPanel::refreshItem()
{
    const store::ItemKey key = m_table->currentKey();
    const QModelIndex item = m_models.items.index(m_models.items.rowOf(key), ItemModel::NameColumn);
    m_models.fields.setItem(item.isValid() ? key : store::ItemKey{});
    m_side->setCurrentIndex(item.isValid() ? 1 : 0);
    if (!item.isValid())
        return;
    const int count = int(m_table->selectedIds().size());
    const QString name = item.data().toString();
    m_title->setText(count > 1 ? tr("%n selected", nullptr, count) : name);
    const Theme &theme = themeOf(palette());
    const bool stale = item.data(ItemModel::StaleRole).toBool();
    const QString state = item.siblingAtColumn(ItemModel::StateColumn).data().toString();
    const bool hasState = !item.data(ItemModel::StateRole).toString().isEmpty();
    m_state->setVisible(hasState);
    m_state->setState(stale ? Shape::Question : Shape::Info, state,
                      stale ? theme.textSoft : theme.text);
    QStringList facts;
    if (count > 1)
        facts << tr("showing %1").arg(name);
    if (stale)
        facts << tr("as of %1", "a time")
                     .arg(models::timeText(
                         WallTime(Millis(item.data(ItemModel::HeardRole).toLongLong()))));
    if (item.data(ItemModel::ExpiresRole).isValid())
        facts << tr("deleted %1", "when the server deletes it by itself")
                     .arg(item.siblingAtColumn(m_models.items.expiresColumn()).data().toString());
    m_until->setText(facts.join(u"  ·  "_s));
    m_until->setVisible(!facts.isEmpty());
    m_preview->setPicture(key.server,
                          versionedPath(item.data(ItemModel::PictureRole).toString(),
                                        item.data(ItemModel::VersionRole).toString()),
                          name);
    m_hasPicture = !item.data(ItemModel::PictureRole).toString().isEmpty();
    fitPreview();
}

void LibraryPanel::showPictures()
{
    m_preview->update();
    m_table->viewport()->update();
}

void LibraryPanel::focusContent()
{
    if (m_page->currentIndex() == 1)
        return m_search->setFocus(Qt::OtherFocusReason);
    if (!m_table->currentIndex().isValid())
        m_table->setCurrentIndex(m_models.items.index(0, 0));
    m_table->setFocus(Qt::OtherFocusReason);
}

void LibraryPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange)
        return;
    setNote(m_note);
    refreshItem();
}

void LibraryPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitPreview();
}

// In a low panel the fields and what can be done need the room more than the picture.
void LibraryPanel::fitPreview()
{
    const int line = fontMetrics().height();
    const int wide = line * (height() < line * 21 ? 6 : 10);
    m_preview->setFixedSize(wide, wide * 9 / 16);
    const bool refused = !m_refusal->isHidden() && height() < line * 21;
    m_preview->setVisible(m_hasPicture && height() >= line * 16 && !refused);
}

QSize LibraryPanel::sizeHint() const
{
    return { fontMetrics().averageCharWidth() * 120, fontMetrics().height() * 20 };
}

} // namespace fw::ui
