import Markdown from 'react-markdown';
import remarkGfm from 'remark-gfm';

const plugins = [remarkGfm];

/** Markdown as it reads. Links open beside the editor; pictures from elsewhere are not fetched. */
export function NoteText({ text }: { text: string }) {
  return (
    <Markdown
      remarkPlugins={plugins}
      disallowedElements={['img']}
      components={{
        a: ({ href, children }) => (
          <a href={href} target="_blank" rel="noreferrer noopener">
            {children}
          </a>
        ),
      }}
    >
      {text}
    </Markdown>
  );
}
