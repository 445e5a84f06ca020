import { useState, type MouseEvent, type ReactNode } from 'react';
import classes from './PictureCard.module.css';

interface PictureCardProps {
  title: string;
  /** Where it leads; a click with a key or another button lets the browser follow it. */
  href: string;
  onOpen: () => void;
  pictureUrl: string | undefined;
  /** Stands where there is no picture. */
  placeholder: ReactNode;
  words?: string | undefined;
  foot: ReactNode;
  menu?: ReactNode;
}

/** Something with a picture in a grid, that is opened. */
export function PictureCard(props: PictureCardProps) {
  const { title, href, onOpen, pictureUrl, placeholder, words, foot, menu } = props;
  const [failedUrl, setFailedUrl] = useState<string>();

  function open(event: MouseEvent) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onOpen();
  }

  return (
    <article className={classes.card}>
      <div className={classes.picture}>
        {pictureUrl !== undefined && pictureUrl !== failedUrl ? (
          <img src={pictureUrl} alt="" loading="lazy" onError={() => setFailedUrl(pictureUrl)} />
        ) : (
          placeholder
        )}
      </div>
      <div className={classes.body}>
        <div className={classes.head}>
          <h3 className={classes.title} title={title}>
            <a className={classes.link} href={href} onClick={open}>
              {title}
            </a>
          </h3>
          {menu !== undefined && <div className={classes.menu}>{menu}</div>}
        </div>
        {words !== undefined && <p className={classes.words}>{words}</p>}
        <div className={classes.foot}>{foot}</div>
      </div>
    </article>
  );
}
