"use client";

import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from "react";

export type LargePhoto = { id: string; src: string; alt: string; width: number; height: number };

const ZoomDialog = lazy(() => import("./zoom-dialog"));

/**
 * Opens a photo large when its link is followed. The links lead to the large files, so that they work without JavaScript;
 * the dialog is loaded when it is first opened.
 */
export function Zoom({ photos, children }: { photos: LargePhoto[]; children: ReactNode }) {
  const links = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<string | null>(null);
  useEffect(() => {
    const open = (event: MouseEvent) => {
      const link = event.target instanceof Element && event.target.closest<HTMLElement>("a[data-photo]");
      if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      setShown(link.dataset.photo ?? null);
    };
    const around = links.current;
    around?.addEventListener("click", open);
    return () => around?.removeEventListener("click", open);
  }, []);
  return (
    <div ref={links} className="contents">
      {children}
      {shown !== null && (
        <Suspense fallback={null}>
          <ZoomDialog photos={photos} first={shown} onClose={() => setShown(null)} />
        </Suspense>
      )}
    </div>
  );
}
