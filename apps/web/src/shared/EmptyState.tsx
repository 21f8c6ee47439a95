export function EmptyState({ title, text }: { title?: string; text: string }) {
  return (
    <div className="empty-state">
      {title === undefined ? null : <p className="empty-state-title">{title}</p>}
      <p>{text}</p>
    </div>
  );
}
